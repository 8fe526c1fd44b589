"""What a rule answers: met, not met, or cannot tell and why (law 5 of the house).

A combination keeps the facts of the verdicts that decided it; where two name a fact alike, the
first stays. A verdict has no truth value of its own: `if verdict:` is refused.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NoReturn


class _Untrue:
    """Keeps a verdict out of `if` and `and`, where cannot-tell would silently count as met."""

    __slots__ = ()

    def __bool__(self) -> NoReturn:
        raise TypeError("a verdict is not true or false: match on Met, NotMet, CannotTell")


@dataclass(frozen=True, slots=True)
class Met(_Untrue):
    """The condition holds, as these facts show."""

    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NotMet(_Untrue):
    """The condition does not hold, as these facts show."""

    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CannotTell(_Untrue):
    """It cannot be told whether the condition holds; never to anybody's disadvantage."""

    reason: str
    facts: Mapping[str, object] = field(default_factory=dict)


Verdict = Met | NotMet | CannotTell


def all_of(*verdicts: Verdict) -> Verdict:
    """Kleene's and: not met if one is not met, else cannot tell if one cannot, else met."""
    failed = [verdict for verdict in verdicts if isinstance(verdict, NotMet)]
    if failed:
        return NotMet(_merged(failed))
    doubt = _doubt(verdicts)
    return Met(_merged(verdicts)) if doubt is None else doubt


def any_of(*verdicts: Verdict) -> Verdict:
    """Kleene's or: met if one is met, else cannot tell if one cannot, else not met."""
    held = [verdict for verdict in verdicts if isinstance(verdict, Met)]
    if held:
        return Met(_merged(held))
    doubt = _doubt(verdicts)
    return NotMet(_merged(verdicts)) if doubt is None else doubt


def _doubt(verdicts: Iterable[Verdict]) -> CannotTell | None:
    doubts = [verdict for verdict in verdicts if isinstance(verdict, CannotTell)]
    if not doubts:
        return None
    reasons = dict.fromkeys(doubt.reason for doubt in doubts)
    return CannotTell("；".join(reasons), _merged(doubts))


def _merged(verdicts: Iterable[Verdict]) -> dict[str, object]:
    facts: dict[str, object] = {}
    for verdict in verdicts:
        for name, fact in verdict.facts.items():
            facts.setdefault(name, fact)
    return facts
