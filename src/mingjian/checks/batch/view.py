"""Batch checks as their askers see them: how far each is, and asking one to stop."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.accounts.scope import narrow
from mingjian.checks.batch.problems import BatchOver, NoSuchBatch
from mingjian.checks.batch.stage import FINAL, Stage
from mingjian.checks.models import Batch
from mingjian.evidence.append import append

LARGEST_PAGE = 1000


@dataclass(frozen=True, slots=True)
class BatchView:
    """A batch check. `rows`: filled rows; `subjects`: different codes; `done`: of them answered."""

    id: int
    unit: str
    actor: str
    filename: str
    matter: str
    purpose: str
    case: str
    on: date
    stage: str
    rows: int
    subjects: int
    done: int
    bad: int
    problem: dict[str, Any] | None
    received_at: datetime
    finished_at: datetime | None
    cancel_requested_at: datetime | None

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.stage in FINAL


def batch(actor: Actor, batch_id: int) -> BatchView:
    """One batch check of the actor's, or of his unit's, by the scope of his right.

    Raises:
        UnderRule: he may not check.
        NoSuchBatch: none that he may see.
    """
    return view_of(found(actor, batch_id))


def batches(actor: Actor, *, before: int | None = None, limit: int = 20) -> list[BatchView]:
    """His batch checks, the newest first.

    Raises:
        UnderRule: he may not check.
    """
    require(actor, "check.ask")
    rows = _reach(actor).annotate(answered=Sum("parts__subjects")).order_by("-pk")
    rows = rows if before is None else rows.filter(pk__lt=before)
    page = rows[: max(1, min(limit, LARGEST_PAGE))]
    return [_view(row, row.answered or 0) for row in page]


def found(actor: Actor, batch_id: int) -> Batch:
    """The row. Raises as `batch`."""
    require(actor, "check.ask")
    row = _reach(actor).filter(pk=batch_id).first()
    if row is None:
        raise NoSuchBatch(batch=batch_id)
    return row


@transaction.atomic
def cancel_batch(actor: Actor, batch_id: int) -> BatchView:
    """Ask for a stop: the part under way is the last one; what was answered stays logged.

    Raises:
        UnderRule, NoSuchBatch: as `batch`.
        BatchOver: it has ended.
    """
    row = found(actor, batch_id)
    row = Batch.objects.select_for_update(no_key=True).get(pk=row.pk)
    if row.stage in FINAL:
        raise BatchOver(stage=Stage(row.stage).label)
    if row.cancel_requested_at is None:
        row.cancel_requested_at = timezone.now()
        row.save(update_fields=["cancel_requested_at"])
        append("batch.cancel_requested", actor=actor.id, body={"batch": row.pk})
    return view_of(row)


def view_of(row: Batch) -> BatchView:
    """The row as told."""
    return _view(row, row.parts.aggregate(done=Sum("subjects"))["done"] or 0)


def _view(row: Batch, done: int) -> BatchView:
    return BatchView(
        id=row.pk,
        unit=row.unit_id,
        actor=row.actor,
        filename=row.filename,
        matter=row.matter,
        purpose=row.purpose,
        case=row.case,
        on=row.on,
        stage=row.stage,
        rows=row.rows,
        subjects=row.subjects,
        done=done,
        bad=row.bad,
        problem=row.problem,
        received_at=row.received_at,
        finished_at=row.finished_at,
        cancel_requested_at=row.cancel_requested_at,
    )


def _reach(actor: Actor) -> "QuerySet[Batch]":
    return narrow(Batch.objects.all(), actor, "check.ask", "unit_id", "actor")
