"""Single conditions of repair, each with its own verdict and, where known, the day it is met."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mingjian.effects.rules.facts import Done, RepairFacts
from mingjian.effects.rules.months import after_months
from mingjian.effects.rules.reasons import cannot_tell
from mingjian.kernel.verdict import CannotTell, Met, NotMet, Verdict
from mingjian.policy.schema import Text
from mingjian.policy.schema.repair_asks import Closure, ConditionKind, ConditionRule

_DONE: Mapping[ConditionKind, Callable[[RepairFacts], Done]] = {
    "corrected": lambda facts: facts.corrected,
    "performed": lambda facts: facts.performed,
    "harm_removed": lambda facts: facts.harm_removed,
    "pledge": lambda facts: facts.pledged,
}
_PRESENT: Mapping[ConditionKind, Callable[[RepairFacts], bool | None]] = {
    "no_same_kind": lambda facts: facts.same_kind_again,
    "not_on_serious_list": lambda facts: facts.on_serious_list,
    "not_on_abnormal_list": lambda facts: facts.on_abnormal_list,
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition, what it amounts to on the day asked for, and the first day on which it holds.

    `since` is None where no day is known: it holds without a day, or it is open when it will.
    """

    name: Text
    verdict: Verdict
    since: date | None = None


def reached(name: Text, day: date | CannotTell, on: date) -> Condition:
    """A condition that is met from a day on, or of which the day cannot be told."""
    if isinstance(day, CannotTell):
        return Condition(name, day)
    facts = {"since": day}
    return Condition(name, Met(facts) if day <= on else NotMet(facts), day)


def condition(rule: ConditionRule, facts: RepairFacts, on: date) -> Condition:
    """Judge one condition of the rules; a recalled one that is not met cannot be told."""
    judged = _judged(rule, facts, on)
    if rule.mark == "recalled" and not isinstance(judged.verdict, Met):
        doubt = cannot_tell("该条件未经核实", "this condition is recalled, not verified")
        return Condition(rule.name, doubt)
    return judged


def closed(closure: Closure, found_on: Done, on: date) -> Condition:
    """Judge whether false material or a broken pledge still keeps repair closed."""
    if found_on is None:
        return Condition(closure.name, _unknown())
    if found_on is False or found_on > on:
        return Condition(closure.name, Met())
    if closure.months is None or closure.is_recalled("months"):
        doubt = cannot_tell(
            "有虚假材料或者违背承诺的情形，不得修复的年限未经核实",
            "false material or a broken pledge was found; for how long is not verified",
        )
        return Condition(closure.name, doubt)
    return reached(closure.name, after_months(found_on, closure.months), on)


def earliest(conditions: Iterable[Condition]) -> date | None:
    """The first day on which all hold; None when one has no such day yet, or needs none."""
    known = tuple(conditions)
    if any(one.since is None and not isinstance(one.verdict, Met) for one in known):
        return None
    return max((one.since for one in known if one.since is not None), default=None)


def _judged(rule: ConditionRule, facts: RepairFacts, on: date) -> Condition:
    if rule.kind in _DONE:
        return _done(rule.name, _DONE[rule.kind](facts), on)
    return Condition(rule.name, _absent(present=_PRESENT[rule.kind](facts)))


def _done(name: Text, done: Done, on: date) -> Condition:
    if done is None:
        return Condition(name, _unknown())
    return Condition(name, NotMet()) if done is False else reached(name, done, on)


def _absent(*, present: bool | None) -> Verdict:
    if present is None:
        return _unknown()
    return NotMet() if present else Met()


def _unknown() -> CannotTell:
    return cannot_tell("该事实未知", "this fact is not known")
