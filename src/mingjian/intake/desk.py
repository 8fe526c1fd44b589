"""What a liaison and the credit office see of intake: submissions, what is late, quality."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.scope import narrow
from mingjian.intake.findings import FINDING_CODES
from mingjian.intake.models import Progress, Question, Submission
from mingjian.intake.refusals import NoSuchSubmission
from mingjian.intake.stage import Stage
from mingjian.policy.schema import CatalogueItem
from mingjian.policy.standing import policies

_CYCLE_DAYS: Final = {"daily": 1, "weekly": 7, "monthly": 31, "yearly": 366}


@dataclass(frozen=True, slots=True)
class SubmissionView:
    """A submission as people see it; `done` of `total` rows while it is worked on."""

    id: int
    unit_id: str
    item: str
    edition_id: str
    layout: str
    filename: str
    sha256: str
    size: int
    kind: str
    received_at: datetime
    actor: str
    via: str
    stage: str
    rows: int
    good: int
    bad: int
    warned: int
    held: int
    late: int
    new: int
    changed: int
    unchanged: int
    late_by: int
    due_on: date | None
    codes: dict[str, int] | None
    problem: dict[str, Any] | None
    report: dict[str, Any] | None
    started_at: datetime | None
    finished_at: datetime | None
    cancel_requested_at: datetime | None
    done: int
    total: int

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen by itself."""
        return Stage(self.stage).final


@dataclass(frozen=True, slots=True)
class Filters:
    """Which submissions; None and empty mean all. Days are of receipt, both included."""

    unit_id: str | None = None
    item: str | None = None
    stage: str | None = None
    since: date | None = None
    until: date | None = None
    before: int | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class ItemCycle:
    """An item that a unit delivers, and whether the next delivery is late.

    `due_on` None: nothing is due on a fixed day (by event, or never delivered yet).
    """

    item: str
    unit_id: str
    cycle: str
    last_on: date | None
    due_on: date | None
    late_days: int


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


@dataclass(frozen=True, slots=True)
class CodeQuality:
    """How many rows of a period a finding was about; `check` is Q01 to Q15."""

    code: str
    check: str
    rows: int


def submissions(actor: Actor, filters: Filters | None = None) -> list[SubmissionView]:
    """The submissions within the actor's reach, the newest first."""
    asked = filters or Filters()
    found = _filtered(_reach(actor), asked).order_by("-pk")[: asked.limit]
    return _views(found)


def submission(actor: Actor, submission_id: int) -> SubmissionView:
    """One submission.

    Raises:
        NoSuchSubmission: there is none, or it is out of the actor's reach.
    """
    found = _reach(actor).filter(pk=submission_id)
    views = _views(found)
    if not views:
        raise NoSuchSubmission(submission=submission_id)
    return views[0]


def cycles(actor: Actor, unit_ids: Iterable[str], on: date | None = None) -> list[ItemCycle]:
    """For each unit the items that name it as deliverer, the latest first.

    Items that any unit may deliver are told for the units that ever did.
    """
    today = on or timezone.localdate()
    wanted = set(unit_ids)
    last = _last_days(actor, wanted)
    found = []
    for item in policies().items(today):
        units = wanted & (set(item.owners) | {u for u, known in last if known == item.id})
        found += [_cycle(item, unit, last.get((unit, item.id)), today) for unit in sorted(units)]
    return sorted(found, key=lambda one: (-one.late_days, one.item, one.unit_id))


def deliveries(actor: Actor, since: date, until: date) -> list[UnitDeliveries]:
    """What each unit within the actor's reach delivered in the days from `since` to `until`."""
    period = _filtered(_reach(actor), Filters(since=since, until=until)).filter(stage=Stage.POSTED)
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


def quality(actor: Actor, since: date, until: date) -> list[CodeQuality]:
    """What was found in the period, the most frequent first."""
    period = _filtered(_reach(actor), Filters(since=since, until=until))
    totals: dict[str, int] = {}
    for codes in period.exclude(codes=None).values_list("codes", flat=True).iterator():
        for code, rows in (codes or {}).items():
            totals[code] = totals.get(code, 0) + rows
    found = [CodeQuality(c, FINDING_CODES[c[1:]].check, rows) for c, rows in totals.items()]
    return sorted(found, key=lambda one: (-one.rows, one.code))


def _reach(actor: Actor) -> "QuerySet[Submission]":
    return narrow(Submission.objects.all(), actor, "intake.read", "unit_id", "actor")


def _filtered(rows: "QuerySet[Submission]", asked: Filters) -> "QuerySet[Submission]":
    wanted = {
        "unit_id": asked.unit_id,
        "item": asked.item,
        "stage": asked.stage,
        "received_at__date__gte": asked.since,
        "received_at__date__lte": asked.until,
        "pk__lt": asked.before,
    }
    return rows.filter(**{name: value for name, value in wanted.items() if value})


def _views(rows: "QuerySet[Submission]") -> list[SubmissionView]:
    found = list(rows)
    known = Progress.objects.in_bulk([one.pk for one in found])
    return [_view(one, known.get(one.pk)) for one in found]


def _view(one: Submission, known: Progress | None) -> SubmissionView:
    same = {name: getattr(one, name) for name in _SAME}
    done, total = (known.done, known.total) if known else (0, one.rows)
    return SubmissionView(id=one.pk, done=done, total=total, **same)


_SAME: Final = tuple(SubmissionView.__dataclass_fields__.keys() - {"id", "done", "total"})


def _last_days(actor: Actor, units: set[str]) -> dict[tuple[str, str], date]:
    posted = _reach(actor).filter(stage=Stage.POSTED, unit_id__in=units)
    last = posted.values_list("unit_id", "item").annotate(at=Max("received_at"))
    return {(unit, item): timezone.localdate(at) for unit, item, at in last}


def _cycle(item: CatalogueItem, unit: str, last: date | None, today: date) -> ItemCycle:
    days = _CYCLE_DAYS.get(item.refresh.cycle)
    due = None
    if last is not None and days is not None:
        due = policies().calendar().last_day_moves(last + timedelta(days=days)).day
    late = policies().calendar().late_by(due, today) if due is not None else 0
    return ItemCycle(item.id, unit, item.refresh.cycle, last, due, late)


def _waiting(actor: Actor) -> dict[str, tuple[int, int]]:
    reach = narrow(Question.objects.all(), actor, "question.read", "owner_unit")
    overdue = Count("pk", filter=Q(due_on__lt=timezone.localdate()))
    rows = (
        reach.filter(answered_at=None)
        .values_list("owner_unit")
        .annotate(n=Count("pk"), late=overdue)
    )
    return {unit: (number, late) for unit, number, late in rows}
