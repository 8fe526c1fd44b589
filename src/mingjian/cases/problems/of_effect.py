"""What a step does cannot be done to what the case is about."""

from mingjian.kernel.problem import Conflict


class NoTarget(Conflict):
    """The case is not about something that the effect can be on."""

    code = "cases.no-target"
    zh = "案件所涉“{about}”不能产生效果“{effect}”，该步骤未办理。"
    en = "The effect {effect} cannot be on {about}; the step was not taken."
    zh_way = "请对所涉的记录、信息、名单条目或措施分别立案。"
    en_way = "Open a case about the record, information, entry or measure itself."


class CorrectFirst(Conflict):
    """The record stands as it did when the case was opened."""

    code = "cases.correct-first"
    zh = "记录自立案后未作更正，不能办理“{step}”。"
    en = "The record has not been corrected since the case was opened."
    zh_way = "请先更正或补充该记录。"
    en_way = "Correct or complete the record first."


class NotEligible(Conflict):
    """Conditions of repair are not met; the fact `earliest`: the first day they may be."""

    code = "cases.not-eligible"
    zh = "尚不符合修复条件：{conditions}；最早可修复日期：{earliest}。"
    en = "Conditions of repair are not met: {conditions_en}; earliest day: {earliest_en}."
    zh_way = "条件成就后再办理，或者逐项说明不予修复的理由。"
    en_way = "Grant it once they are met, or refuse and say which condition fails."


class NothingUnmet(Conflict):
    """A repair is refused without a condition that fails; `open` names those that may."""

    code = "cases.nothing-unmet"
    zh = "不予修复须指明不符合的条件；“{named}”不在其中，可指明的条件：{open}。"
    en = "A refusal names the condition that fails; {named_en} is none of them: {open_en}."
    zh_way = "请从未成就的条件中选择；均已成就的，应当准予修复。"
    en_way = "Choose one that is not met; where all are met, grant the repair."
