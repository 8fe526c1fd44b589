"""What each unit delivered in a period: rows, what came back, what came late, what waits."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.scope import narrow
from mingjian.intake.desk.reach import Filters, filtered, reach
from mingjian.intake.models import Question
from mingjian.intake.stage import Stage


@dataclass(frozen=True, slots=True)
class UnitDeliveries:
    """What a unit delivered in a period. Rates are None when there was nothing to rate."""

    unit_id: str
    submissions: int
    rows: int
    good: int
    bad: int
    held: int
    late: int
    backlog: int
    questions_waiting: int
    questions_overdue: int

    @property
    def on_time_rate(self) -> float | None:
        """The share of accepted rows that came in time; a backlog says nothing about it."""
        accepted = self.rows - self.bad - self.backlog
        return (accepted - self.late) / accepted if accepted else None

    @property
    def error_rate(self) -> float | None:
        """The share of rows given back."""
        return self.bad / self.rows if self.rows else None


def deliveries(actor: Actor, since: date, until: date) -> list[UnitDeliveries]:
    """What each unit within the actor's reach delivered in the days from `since` to `until`."""
    period = filtered(reach(actor), Filters(since=since, until=until)).filter(stage=Stage.POSTED)
    sums = {name: Sum(name) for name in ("rows", "good", "bad", "held", "late")}
    backlog = Sum(F("rows") - F("bad"), filter=Q(backlog=True), default=0)
    by_unit = (
        period.values("unit_id")
        .annotate(submissions=Count("pk"), backlog_rows=backlog, **sums)
        .order_by("unit_id")
    )
    waiting = _waiting(actor)
    return [
        UnitDeliveries(
            **{name: row[name] for name in row if name != "backlog_rows"},
            backlog=row["backlog_rows"],
            questions_waiting=waiting.get(row["unit_id"], (0, 0))[0],
            questions_overdue=waiting.get(row["unit_id"], (0, 0))[1],
        )
        for row in by_unit
    ]


def _waiting(actor: Actor) -> dict[str, tuple[int, int]]:
    mine = narrow(Question.objects.all(), actor, "question.read", "owner_unit")
    overdue = Count("pk", filter=Q(due_on__lt=timezone.localdate()))
    rows = (
        mine.filter(answered_at=None)
        .values_list("owner_unit")
        .annotate(n=Count("pk"), late=overdue)
    )
    return {unit: (number, late) for unit, number, late in rows}
