"""Whether an entry may be left before its term: by the way out that the rules give its list."""

from datetime import date

from mingjian.effects.enter import entry
from mingjian.effects.rules.eligibility import Eligibility
from mingjian.effects.rules.exits import exit_rule, list_exit
from mingjian.effects.rules.facts import RepairFacts
from mingjian.kernel.verdict import CannotTell
from mingjian.policy.standing import policies


def early_exit(entry_id: int, facts: RepairFacts, on: date) -> Eligibility | CannotTell:
    """Judge the conditions of an early way out on a day, by the rules of the entry's own day.

    Raises:
        NoSuchEffect: there is no such entry.
    """
    held = entry(entry_id)
    since = held.parts.term.start
    rule = exit_rule(policies().repair_rules(since), held.list_id, since)
    if isinstance(rule, CannotTell):
        return rule
    outlook = list_exit(rule, since, facts, on)
    return Eligibility(rule.basis, outlook.early, outlook.early_on)
