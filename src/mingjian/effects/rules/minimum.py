"""How early publication may end on application: minimum, longer minimum, never."""

from datetime import date

from mingjian.effects.rules.months import after_months
from mingjian.effects.rules.penalty import Penalty
from mingjian.effects.rules.reasons import cannot_tell
from mingjian.kernel.verdict import CannotTell
from mingjian.policy.schema import RepairRules
from mingjian.policy.schema.penalty import PenaltyKind
from mingjian.policy.schema.repair_parts import LongerMinimum, RepairClass


def never_early(penalty: Penalty, rules: RepairRules) -> bool:
    """Tell whether the rules name a kind of this penalty that stays published to the end."""
    named = {k for one in rules.never_early if one.mark != "recalled" for k in one.kinds}
    return bool(named & penalty.kinds)


def earliest_end(
    penalty: Penalty, rules: RepairRules, found: RepairClass, start: date, latest: date
) -> date | CannotTell:
    """Return the first day on which repair may end the publication, never after `latest`."""
    if never_early(penalty, rules):
        return latest
    if PenaltyKind.OTHER in penalty.kinds and any(one.more for one in rules.never_early):
        return cannot_tell(
            "该处罚是否属于不得提前停止公示的情形未见规定",
            "whether this penalty may end early was not seen in the rules",
        )
    months = _minimum(penalty, rules, found)
    return months if isinstance(months, CannotTell) else min(latest, after_months(start, months))


def _minimum(penalty: Penalty, rules: RepairRules, found: RepairClass) -> int | CannotTell:
    if found.min_months is None or found.is_recalled("min_months"):
        return cannot_tell("最短公示期未见", "the shortest term of publication was not seen")
    surely = [one for one in rules.longer_minimum if _applies(one, penalty)]
    if any(one.mark == "recalled" for one in surely):
        return cannot_tell("较长的最短公示期未经核实", "a longer minimum is recalled, not verified")
    shortest = max([found.min_months, *(one.months for one in surely)])
    perhaps = [one.months for one in rules.longer_minimum if _may_apply(one, penalty)]
    if max(perhaps, default=0) > shortest:
        return cannot_tell(
            "处罚所属领域未知，最短公示期因此未定",
            "the field of the penalty is not known, and the minimum depends on it",
        )
    return shortest


def _applies(longer: LongerMinimum, penalty: Penalty) -> bool:
    of_field = not longer.fields or penalty.field in longer.fields
    return of_field and (not longer.kinds or bool(penalty.kinds & set(longer.kinds)))


def _may_apply(longer: LongerMinimum, penalty: Penalty) -> bool:
    """Whether only the unknown field keeps a longer minimum from being sure."""
    of_kind = not longer.kinds or bool(penalty.kinds & set(longer.kinds))
    return of_kind and bool(longer.fields) and penalty.field == "unknown"
