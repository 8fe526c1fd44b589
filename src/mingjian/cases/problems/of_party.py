"""A step that is somebody else's."""

from mingjian.kernel.problem import NotAllowed


class NotYourStep(NotAllowed):
    """The step belongs to somebody else."""

    code = "cases.not-your-step"
    zh = "“{step}”由{party}办理。"
    en = "The step “{step_en}” belongs to {party_en}."
    zh_way = "请转交有权办理的人。"
    en_way = "Pass it to who may do it."


class SamePerson(NotAllowed):
    """Two persons are needed."""

    code = "cases.same-person"
    zh = "办理“{earlier}”的人不能再办理这一步。"
    en = "Who did “{earlier_en}” may not do this step as well."
    zh_way = "请由另一人办理。"
    en_way = "Let another person do it."


class SameUnit(NotAllowed):
    """Another unit is needed."""

    code = "cases.same-unit"
    zh = "办理“{earlier}”的单位不能再办理这一步。"
    en = "The unit that did “{earlier_en}” may not do this step as well."
    zh_way = "请由另一单位办理。"
    en_way = "Let another unit do it."


class NotAtCounter(NotAllowed):
    """Only a step of the subject is entered for it, and only by an official."""

    code = "cases.not-at-counter"
    zh = "“{step}”不能在窗口代录：只有主体的步骤可由工作人员代录。"
    en = "The step “{step_en}” cannot be entered at the counter: only a subject's own step can."
    zh_way = "请以有权办理的身份办理，或转交有权办理的人。"
    en_way = "Take it in your own right, or pass it to who may."


class NotCompetent(NotAllowed):
    """The packs say that other units decide the list; the fact `who` names them."""

    code = "cases.not-competent"
    zh = "“{list}”由{who}认定，{unit}无权认定。"
    en = "“{list_en}” is decided by {who_en}; {unit_en} may not decide it."
    zh_way = "请把事实和证据移送有权认定的单位，由该单位立案。"
    en_way = "Hand facts and evidence to the unit that decides it; the case is opened there."
