"""In which class of the rules a penalty falls; what only memory or a draft says decides nothing."""

from collections.abc import Sequence

from mingjian.effects.rules.contents import readings
from mingjian.effects.rules.penalty import Penalty
from mingjian.effects.rules.reasons import cannot_tell
from mingjian.kernel.verdict import CannotTell
from mingjian.policy.schema import RepairRules
from mingjian.policy.schema.penalty import PenaltyKind
from mingjian.policy.schema.repair_parts import Content, RepairClass

Answer = RepairClass | CannotTell
Contents = frozenset[Content]
SHORT = {
    "simple_procedure": "简易程序处罚",
    "serious_list": "严重失信主体名单信息",
    "abnormal_list": "异常名录信息",
}


def classify(penalty: Penalty, rules: RepairRules) -> Answer:
    """Return the class, or why it cannot be told.

    Every reading that the facts leave open (procedure unknown, size of the fine unknown) must lead
    to the same class. A class that the deciding body stated counts where the rules say no other.
    """
    if not penalty.kinds:
        return cannot_tell("处罚种类未知", "the kinds of the penalty are not known")
    possible = readings(penalty, rules)
    if not possible:
        return cannot_tell(
            "所载为简易程序，与处罚种类或者数额不符",
            "simple procedure does not go with this kind of penalty or this amount",
        )
    told = _agreed([_of(contents, rules) for contents in possible])
    return told if penalty.stated_class is None else _stated(penalty.stated_class, told, rules)


def _agreed(answers: Sequence[Answer]) -> Answer:
    if all(isinstance(one, CannotTell) or one == answers[0] for one in answers):
        doubts = [one for one in answers if isinstance(one, CannotTell)]
        if len(doubts) in {0, len(answers)}:
            return answers[0]
    return cannot_tell(
        "处罚程序或者罚款数额等级未知，类别因此未定",
        "procedure or size of the fine is not known, and the class depends on it",
    )


def _stated(class_id: str, told: Answer, rules: RepairRules) -> Answer:
    stated = rules.class_named(class_id)
    if stated is None:
        return cannot_tell(
            f"规则中没有类别 {class_id}", f"the rules have no class {class_id}", rules=rules.id
        )
    if isinstance(told, RepairClass) and told.id != class_id:
        return cannot_tell(
            f"决定所载类别“{stated.name.zh}”与规则所定“{told.name.zh}”不一致",
            f"the decision says {stated.name.en}, the rules say {told.name.en}",
            rules=rules.id,
        )
    return stated


def _of(contents: Contents, rules: RepairRules) -> Answer:
    whole = [one for one in rules.classes if one.alone and all(map(one.holds, contents))]
    if whole:
        return _sure(contents, whole, rules)
    if all(any(one.alone and one.holds(part) for one in rules.classes) for part in contents):
        return _open(contents, rules)
    return _mixed(contents, rules)


def _mixed(contents: Contents, rules: RepairRules) -> Answer:
    plain = [one for one in rules.classes if not one.alone]
    left = frozenset(part for part in contents if not any(one.holds(part) for one in plain))
    taken = [one for one in plain if any(map(one.holds, contents)) or (left and one.others)]
    if left and not (left <= set(PenaltyKind) and any(one.others for one in plain)):
        return _open(left, rules)
    return _sure(contents, taken, rules)


def _sure(contents: Contents, classes: Sequence[RepairClass], rules: RepairRules) -> Answer:
    recalled = frozenset(part for part in contents if any(one.recalled(part) for one in classes))
    if recalled:
        return cannot_tell(
            f"{_zh(recalled)}属于哪一类未经核实",
            f"the class of {_en(recalled)} is not verified",
            rules=rules.id,
        )
    if len(classes) > 1 and rules.several is None:
        return _open(contents, rules)
    return classes[-1]


def _open(contents: Contents, rules: RepairRules) -> CannotTell:
    return cannot_tell(
        f"规则未说明{_zh(contents)}属于哪一类",
        f"the rules do not say in which class {_en(contents)} falls",
        rules=rules.id,
    )


def _zh(contents: Contents) -> str:
    return "、".join(sorted(p.zh if isinstance(p, PenaltyKind) else SHORT[p] for p in contents))


def _en(contents: Contents) -> str:
    return ", ".join(sorted(str(part).replace("_", " ") for part in contents))
