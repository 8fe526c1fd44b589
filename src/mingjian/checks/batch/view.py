"""Batch checks as their askers see them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from mingjian.accounts.actor import Actor
from mingjian.bulk import view
from mingjian.checks.batch.kind import BATCHES
from mingjian.checks.models import Batch

LARGEST_PAGE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchView(view.WorkView):
    """A batch check. `subjects`: different codes; `done`: of them answered."""

    matter: str
    purpose: str
    case: str
    on: date
    subjects: int


def batch(actor: Actor, batch_id: int) -> BatchView:
    """One batch check of the actor's, or of his unit's, by the scope of his right.

    Raises:
        UnderRule: he may not check.
        NoSuchBatch: none that he may see.
    """
    return view_of(view.found(BATCHES, actor, batch_id))


def batches(actor: Actor, *, before: int | None = None, limit: int = 20) -> list[BatchView]:
    """His batch checks, the newest first.

    Raises:
        UnderRule: he may not check.
    """
    rows = view.reach(BATCHES, actor).annotate(answered=Sum("parts__subjects"))
    rows = rows if before is None else rows.filter(pk__lt=before)
    page = rows[: max(1, min(limit, LARGEST_PAGE))]
    return [_view(row, row.answered or 0) for row in page]


def found(actor: Actor, batch_id: int) -> Batch:
    """The row. Raises as `batch`."""
    return view.found(BATCHES, actor, batch_id)


def cancel_batch(actor: Actor, batch_id: int) -> BatchView:
    """Ask for a stop; what was answered stays logged.

    Raises:
        UnderRule, NoSuchBatch: as `batch`.
        BatchOver: it has ended.
    """
    return view_of(view.cancel(BATCHES, actor, batch_id))


def view_of(row: Batch) -> BatchView:
    """The row as told."""
    return _view(row, view.done_of(BATCHES, row))


def _view(row: Batch, done: int) -> BatchView:
    return BatchView(
        **view.plain(row),
        done=done,
        bad=row.bad,
        matter=row.matter,
        purpose=row.purpose,
        case=row.case,
        on=row.on,
        subjects=row.subjects,
    )
