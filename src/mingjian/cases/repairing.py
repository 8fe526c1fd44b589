"""Granting a repair, and refusing one: both by the conditions of the rules, each by its name."""

from collections.abc import Iterable
from datetime import date

from mingjian.cases.act import Act
from mingjian.cases.eligibility import judged
from mingjian.cases.move import gathered
from mingjian.cases.problems import NotEligible, NothingUnmet
from mingjian.effects.repair import repair
from mingjian.effects.rules.conditions import Condition
from mingjian.effects.rules.eligibility import Eligibility
from mingjian.effects.rules.facts import RepairFacts
from mingjian.kernel.verdict import Met, NotMet

UNMET = "unmet"
"""The fact of a refusal that names the condition."""


def repair_target(act: Act) -> frozenset[str]:
    """Stop all that stands and falls with the target; the units to be told.

    A condition of the rules that is plainly not met stops the step; one of which nothing can be
    told is for the head to judge, whose reason stands in the file.

    Raises:
        NotEligible: a condition is not met.
        NoTarget, NoSuchEffect, AlreadyOver: there is nothing to repair.
    """
    require_nothing_unmet(act)
    return frozenset(repair(act.target, act.end()).receivers)


def require_nothing_unmet(act: Act) -> None:
    """Go on unless a condition of the rules is plainly not met.

    Raises:
        NotEligible: one is not.
    """
    found = judged(act.move.case, act.move.day, RepairFacts())
    if isinstance(found, Eligibility):
        _refuse_unmet(found)


def _refuse_unmet(found: Eligibility) -> None:
    unmet = [one for one in found.conditions if isinstance(one.verdict, NotMet)]
    if unmet:
        day = found.earliest_on or _since(unmet)
        raise NotEligible(
            conditions="、".join(one.name.zh for one in unmet),
            conditions_en="; ".join(one.name.en for one in unmet),
            earliest=day or "尚不能确定",
            earliest_en=day or "not known yet",
        )


def _since(unmet: Iterable[Condition]) -> date | None:
    """The first day on which none of these stands in the way; None when one has no such day."""
    days = [one.since for one in unmet]
    return max(day for day in days if day is not None) if all(days) else None


def refuse_repair(act: Act) -> frozenset[str]:
    """Go on only when the refusal names a condition of the rules that is not plainly met.

    Of a condition of which nothing can be told the head judges, with the reason in the file. Where
    the rules cannot be told at all, what is named stands as it is.

    Raises:
        NothingUnmet: it names none of them, or all of them are met.
    """
    found = judged(act.move.case, act.move.day, RepairFacts())
    if isinstance(found, Eligibility):
        named = str(gathered(act.move).get(UNMET, "")).strip()
        _require_open(named, [c for c in found.conditions if not isinstance(c.verdict, Met)])
    return frozenset()


def _require_open(named: str, open_ones: Iterable[Condition]) -> None:
    names = [one.name for one in open_ones]
    if named not in {word for name in names for word in (name.zh, name.en)}:
        words = {"zh": "、".join(n.zh for n in names), "en": "; ".join(n.en for n in names)}
        raise NothingUnmet(
            named=named, named_en=named, open=words["zh"] or "无", open_en=words["en"] or "none"
        )
