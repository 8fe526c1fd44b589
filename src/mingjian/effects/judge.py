"""What the rules of the packs say of a posted penalty: how long published, when final."""

from dataclasses import dataclass
from datetime import date

from mingjian.effects.penalty import Filed
from mingjian.effects.rules.limits import Limits, limits_of
from mingjian.effects.rules.publication import NeverPublished, Publication, publication
from mingjian.effects.rules.retention import adverse_retention
from mingjian.effects.rules.which import rules_for, which_rules
from mingjian.kernel.period import Period
from mingjian.kernel.verdict import CannotTell
from mingjian.policy.standing import policies


def judged_publication(filed: Filed) -> Publication | NeverPublished | CannotTell:
    """Over which days the decision is published, by the rules in force on its own day."""
    rules = which_rules(policies().repair_rules(filed.decided_on), filed.penalty, filed.decided_on)
    if isinstance(rules, CannotTell):
        return rules
    return publication(filed.penalty, rules)


@dataclass(frozen=True, slots=True)
class Kept:
    """Over which days a final decision is kept; `while_listed`: longer on a black list."""

    days: Period
    while_listed: bool


def judged_retention(filed: Filed) -> Kept | CannotTell:
    """Over which days a final decision is kept in the file (浙江条例 16)."""
    day = filed.decided_on
    rules = rules_for(policies().repair_rules(day), "record_retention", day)
    if isinstance(rules, CannotTell):
        return rules
    days = adverse_retention(filed.penalty.found_on, rules)
    if isinstance(days, CannotTell):
        return days
    return Kept(days, any(one.while_listed for one in rules.retention))


def limits_on(day: date) -> Limits:
    """The time limits of review, suit and withdrawal in force on a day.

    Raises:
        UnknownDeadline: the packs have none.
    """
    known = policies()
    return limits_of(lambda number: known.deadline(number, day), known.calendar())
