"""Notices: not served, not of this case, nobody to send them to."""

from mingjian.kernel.problem import Conflict, NotFound


class NotServed(Conflict):
    """A paper has not reached the subject, or its proof of service is not on file."""

    code = "cases.not-served"
    zh = "“{step}”之前须有文书（{kind}）的送达回证。"
    en = "Before {step_en} the proof of service of the paper {kind} must be on file."
    zh_way = "请送达该文书并登记送达回证。"
    en_way = "Serve the paper and record the proof of service."


class NoSuchNoticeHere(NotFound):
    """The notice does not belong to the case."""

    code = "cases.no-such-notice"
    zh = "通知 {notice} 不属于本案或无须回告。"
    en = "The notice {notice} is not of this case, or wants no answer."
    zh_way = "请从案件页或收件箱选择通知。"
    en_way = "Choose the notice on the case's page or in the inbox."


class NoSuperior(Conflict):
    """The packs name nobody to report to."""

    code = "cases.no-superior"
    zh = "政策包未载明 {unit} 向谁报告。"
    en = "The packs do not say to whom {unit} reports."
    zh_way = "请在政策包 units.csv 补充上级单位。"
    en_way = "Give the unit a parent in units.csv of the packs."
