"""A step that is not open, or without what it asks for."""

from mingjian.kernel.problem import Conflict, InvalidInput, NotFound


class NoSuchStep(NotFound):
    """The procedure has no such step."""

    code = "cases.no-such-step"
    zh = "程序“{procedure}”没有步骤 {step}。"
    en = "The procedure {procedure} has no step {step}."
    zh_way = "请选择案件页上列出的步骤。"
    en_way = "Choose one of the steps shown on the case's page."


class NotOpen(Conflict):
    """The step does not lead on from where the case stands."""

    code = "cases.not-open"
    zh = "案件现处“{state}”，不能办理“{step}”。"
    en = "The case stands at {state_en}; {step_en} does not lead on from there."
    zh_way = "请刷新案件页，选择当前可办的步骤。"
    en_way = "Reload the case and choose a step that is open now."


class PapersMissing(InvalidInput):
    """The step wants papers that were not handed in."""

    code = "cases.papers-missing"
    zh = "“{step}”还缺材料：{kinds}。"
    en = "The step “{step_en}” still lacks papers: {kinds}."
    zh_way = "请补齐后再办理。"
    en_way = "Hand them in with it."


class ForeignPaper(InvalidInput):
    """A paper that is about somebody else."""

    code = "cases.foreign-paper"
    zh = "文书 {paper} 与本案主体无关。"
    en = "The paper {paper} is about another subject."
    zh_way = "请选择本案主体的文书。"
    en_way = "Choose a paper about the subject of this case."


class ReasonMissing(InvalidInput):
    """The step wants a reason."""

    code = "cases.reason-missing"
    zh = "“{step}”须说明理由。"
    en = "The step “{step_en}” needs a reason."
    zh_way = "请写明理由。"
    en_way = "Write the reason."


class UnfitFact(InvalidInput):
    """A fact that a step asks for is missing or has the wrong form; `place` names it."""

    code = "cases.unfit-fact"
    zh = "“{title}”：{why}。"
    en = "{title_en}: {why_en}."
    zh_way = "请按要求填写。"
    en_way = "Fill it in as asked."


class NotSigned(InvalidInput):
    """What was handed in at the counter is no kept original about the subject."""

    code = "cases.not-signed"
    zh = "窗口代录须附到场人签字的原件：{paper} 不是本案主体的上传原件。"
    en = "At the counter the signed original is kept: {paper} is no uploaded file of the subject."
    zh_way = "请扫描上传签字的申请材料后再代录。"
    en_way = "Scan and upload the signed paper, then enter the step."
