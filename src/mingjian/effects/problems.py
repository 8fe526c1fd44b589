"""Problems of effects."""

from mingjian.kernel.problem import Conflict, InvalidInput, NotFound


class PartMissing(InvalidInput):
    """One of the six parts that law 2 demands is missing or empty; the fact `part` names it."""

    code = "effects.part-missing"
    zh = "缺少要件：{part_zh}。没有依据、决定书、送达、期限、退出条件和救济途径的，不得记入。"
    en = "A part is missing: {part_en}. Without all six nothing is stored."
    zh_way = "请补齐后再提交。"
    en_way = "Complete it and send it again."


class GateShut(InvalidInput):
    """The gate of effects refuses (law 2); the fact `rule` names the rule that did."""

    code = "effects.gate-shut"
    zh = "不得记入：{reason_zh}（规则 {rule}）。"
    en = "This cannot be stored: {reason_en} (rule {rule})."
    zh_way = "请核对文书、送达、期限和名单后重试。"
    en_way = "Check the papers, the service, the term and the list, then try again."


class SubjectUnclear(GateShut):
    """No code of the subject is in use (重码, 错码, 已更换): it cannot be told who is meant."""

    code = "effects.subject-unclear"
    zh_way = (
        "请由区信用办与登记机关核实该主体的在用代码，更正后再办；已有的条目仍可退出、修复、撤回。"
    )
    en_way = (
        "Let the credit office clear with the register which code is in use, then go on; what"
        " stands may still end, be repaired or be withdrawn."
    )


class SubjectEnded(GateShut):
    """The subject is deregistered, absorbed or converted: nobody is left to be heard."""

    code = "effects.subject-ended"
    zh_way = (
        "不再对其作新的认定或采取措施；依法应由承继主体承担的，对承继主体另行立案。"
        "已有的条目仍可退出、修复、撤回。"
    )
    en_way = (
        "Decide nothing new about it; what the law passes to a successor needs a case of its own"
        " against the successor. What stands may still end, be repaired or be withdrawn."
    )


class NoSuchEffect(NotFound):
    """There is no such entry, measure, publication, adverse information or record."""

    code = "effects.no-such-effect"
    zh = "没有编号为 {what} 的效果或记录。"
    en = "There is no effect or record {what}."


class NotOfSubject(InvalidInput):
    """It is about another subject than the one that objects."""

    code = "effects.not-of-subject"
    zh = "{what} 不属于提出异议的主体。"
    en = "{what} is not about the subject that objects."
    zh_way = "请从本主体的信用档案中选择。"
    en_way = "Choose it in the file of the subject itself."


class AlreadyOver(Conflict):
    """It ended before, or is not marked any more."""

    code = "effects.already-over"
    zh = "{what} 已经终止。"
    en = "{what} has ended already."


class AlreadyThere(Conflict):
    """The same thing is in force already."""

    code = "effects.already-there"
    zh = "同一主体已有相同的现行记录，不得重复记入。"
    en = "The same is in force for the subject already."


class NotAnOutcome(InvalidInput):
    """No review or suit ends like that."""

    code = "effects.not-an-outcome"
    zh = "复议或诉讼没有这样的结果：{outcome}。"
    en = "No review or suit ends with {outcome}."
