"""A condition of a step that is not met, or of which nobody can tell."""

from mingjian.kernel.problem import Conflict


class ConditionNotMet(Conflict):
    """What the step wants met is not; nothing else follows from that."""

    code = "cases.condition-not-met"
    zh = "不能办理“{step}”：{why}。"
    en = "The step “{step_en}” cannot be taken: {why_en}."
    zh_way = "条件具备后再办理；不因此产生任何不利后果。"
    en_way = "Take it once the condition is met; nothing adverse follows meanwhile."


class ConditionUnknown(Conflict):
    """It cannot be told whether what the step wants is met: then it is not taken."""

    code = "cases.condition-unknown"
    zh = "不能办理“{step}”，因为无法判断：{why}。"
    en = "The step “{step_en}” cannot be taken while it cannot be told: {why_en}."
    zh_way = "查清后再办理；不因此产生任何不利后果。"
    en_way = "Find out first; nothing adverse follows meanwhile."
