"""How long an adverse record stays in the credit file (浙江条例 16)."""

from datetime import date

from mingjian.effects.rules.months import after_months
from mingjian.effects.rules.reasons import cannot_tell
from mingjian.kernel.period import FOREVER, Period
from mingjian.kernel.verdict import CannotTell
from mingjian.policy.schema import RepairRules


def adverse_retention(
    found_on: date | None, rules: RepairRules, listed: Period | None = None
) -> Period | CannotTell:
    """Return the days on which the record is kept and disclosed.

    Args:
        found_on: the day on which the conduct was found; for a prison sentence the day it ended.
        rules: a set with a retention, such as zj_ordinance_2018.
        listed: the subject's entry on a serious list. It prolongs the record only when it still
            stands on the day on which the record would leave the file; open-ended while it lasts.
    """
    if found_on is None:
        return cannot_tell("认定日未知", "the day of the finding is not known")
    if not rules.retention:
        return cannot_tell("规则未规定保存期限", "the rules set no time for keeping records")
    (kept,) = rules.retention
    if kept.mark == "recalled":
        return cannot_tell("保存期限未经核实", "the time for keeping records is not verified")
    end = after_months(found_on, kept.months)
    if kept.while_listed and listed is not None and end in listed:
        return Period(found_on, FOREVER if listed.end is None else listed.end)
    return Period(found_on, end)
