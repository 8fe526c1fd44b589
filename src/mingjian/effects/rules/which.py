"""Which set of rules judges a penalty.

A record is judged by the rules of its own day (law 9 of the house): pass the day of the decision,
and later rules change neither its periods nor its conditions. No text on the passage from one set
to the next was seen; this reading is the house's own and stands in docs/policy/repair.md. The
market regulators' own rules go before the general ones. A programme decides no record: order 36
carries out 国办发〔2025〕22号, and until then order 58 stayed in force.
"""

from collections.abc import Iterable
from datetime import date

from mingjian.effects.rules.penalty import Penalty
from mingjian.effects.rules.reasons import cannot_tell
from mingjian.kernel.verdict import CannotTell
from mingjian.policy.schema import RepairRules
from mingjian.policy.schema.repair import RepairScope


def which_rules(
    every: Iterable[RepairRules], penalty: Penalty, on: date
) -> RepairRules | CannotTell:
    """Return the set that governs the publication of a penalty of the day `on`, or why none does.

    Args:
        every: all sets, or those in force on the day.
        penalty: only its authority matters here.
        on: the record's own day: that of the decision.
    """
    known = tuple(every)
    special = _in_force(known, "regulator_publication", on)
    if special and penalty.authority == "unknown":
        return cannot_tell("作出处罚的机关未知", "it is not known who imposed the penalty", on=on)
    if special and penalty.authority == "market_regulator":
        return _one(special, on)
    return _one(_in_force(known, "penalty_publication", on), on)


def rules_for(
    every: Iterable[RepairRules], scope: RepairScope, on: date
) -> RepairRules | CannotTell:
    """Return the one set of a scope in force on a day, or why there is none."""
    return _one(_in_force(tuple(every), scope, on), on)


def _in_force(
    every: tuple[RepairRules, ...], scope: RepairScope, on: date
) -> tuple[RepairRules, ...]:
    return tuple(one for one in every if one.scope == scope and one.in_force(on))


def _one(found: tuple[RepairRules, ...], on: date) -> RepairRules | CannotTell:
    if not found:
        return cannot_tell("当日没有已载入的规则", "no rules loaded are in force on the day", on=on)
    if len(found) > 1:
        ids = ", ".join(sorted(one.id for one in found))
        return cannot_tell(
            f"当日有数套规则并行：{ids}", f"several sets apply on the day: {ids}", on=on
        )
    return found[0]
