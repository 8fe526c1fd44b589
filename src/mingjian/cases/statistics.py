"""Figures of a period. The plan's targets are shown beside them and decide no case (law 12)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from mingjian.accounts.actor import Actor
from mingjian.cases.kinds import KindFigures, by_kind
from mingjian.cases.models import Attendance, Case, CaseStep
from mingjian.cases.reach import reach
from mingjian.cases.shares import Shares, shares
from mingjian.effects.turnover import turnover


@dataclass(frozen=True, slots=True)
class Figures:
    """A period, both days included.

    `entries`, `exits`: of lists, whatever made or ended them; of the exits `expired` came by the
    term alone. `repairs`: steps that repaired. `shares`: of tasks 14 and 15 of the plan.
    """

    since: date
    until: date
    kinds: tuple[KindFigures, ...]
    entries: int
    exits: int
    repairs: int
    trained: int
    expired: int
    shares: Shares


def statistics(since: date, until: date, actor: Actor) -> Figures:
    """The figures of the cases within the actor's reach."""
    cases = list(reach(actor).filter(opened_on__lte=until).order_by("kind", "pk"))
    moved = turnover(since, until, actor)
    return Figures(
        since=since,
        until=until,
        kinds=by_kind(cases, since, until),
        entries=moved.entered,
        exits=moved.left,
        repairs=_repairs(reach(actor), since, until),
        trained=_trained(since, until),
        expired=moved.expired,
        shares=shares(actor, since, until),
    )


def _repairs(cases: "QuerySet[Case]", since: date, until: date) -> int:
    steps = CaseStep.objects.filter(day__gte=since, day__lte=until, case__in=cases)
    return steps.filter(effect="repair").count()


def _trained(since: date, until: date) -> int:
    held = {"training__held_on__gte": since, "training__held_on__lte": until}
    certified = Attendance.objects.filter(**held).exclude(certificate=None)
    return certified.values("subject_id").distinct().count()


__all__ = ["Figures", "KindFigures", "Shares", "statistics"]
