"""Bulk work as its units see it: how far each is, and asking one to stop."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.accounts.scope import narrow
from mingjian.bulk.kind import Kind, Row
from mingjian.bulk.stage import FINAL, Stage
from mingjian.bulk.table import Work
from mingjian.evidence.append import append


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkView:
    """A piece of bulk work. `rows`: filled rows; `done`: what was worked on so far."""

    id: int
    unit: str
    actor: str
    filename: str
    stage: str
    rows: int
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


def found(kind: Kind[Row], actor: Actor, number: int) -> Row:
    """The row of one that the actor may see.

    Raises:
        UnderRule: he may see none at all.
        NotFound: as the kind says it: none that he may see.
    """
    row = reach(kind, actor).filter(pk=number).first()
    if row is None:
        facts: dict[str, Any] = {kind.noun: number}
        raise kind.no_such(**facts)
    return row


def reach(kind: Kind[Row], actor: Actor) -> "QuerySet[Row]":
    """Those of his units, or his own, by the scope of his right; the newest first.

    Raises:
        UnderRule: he may see none at all.
    """
    require(actor, kind.reads)
    rows: QuerySet[Row] = kind.table.objects.order_by("-pk")
    return narrow(rows, actor, kind.reads, "unit_id", "actor")


@transaction.atomic
def cancel(kind: Kind[Row], actor: Actor, number: int) -> Row:
    """Ask for a stop: the part under way is the last one; what was done stays.

    Raises:
        UnderRule: he may not see it, or not stop it.
        NotFound, Conflict: as the kind says it: none that he may see; it has ended.
    """
    row = found(kind, actor, number)
    require(actor, kind.stops, unit_id=row.unit_id, owner=row.actor)
    row = kind.table.objects.select_for_update(no_key=True).get(pk=row.pk)
    still_open(kind, row.stage)
    if row.cancel_requested_at is None:
        row.cancel_requested_at = timezone.now()
        row.save(update_fields=["cancel_requested_at"])
        append(f"{kind.event}.cancel_requested", actor=actor.id, body={kind.noun: row.pk})
    return row


def still_open(kind: Kind[Any], stage: str) -> None:
    """Raises: Conflict, as the kind says it: it has ended."""
    if stage in FINAL:
        raise kind.over(stage=Stage(stage).label)


def under_way(kind: Kind[Any], number: int) -> bool:
    """Whether something is still to happen to it."""
    return bool(kind.table.objects.filter(pk=number).exclude(stage__in=FINAL).exists())


def done_of(kind: Kind[Row], row: Row) -> int:
    """How much of it was worked on so far."""
    parts = kind.parts.objects.filter(**{kind.noun: row})
    return parts.aggregate(done=Sum(kind.size))["done"] or 0


def plain(row: Work) -> dict[str, Any]:
    """What every view tells, but for what is done."""
    return {
        "id": row.pk,
        "unit": row.unit_id,
        "actor": row.actor,
        "filename": row.filename,
        "stage": row.stage,
        "rows": row.rows,
        "problem": row.problem,
        "received_at": row.received_at,
        "finished_at": row.finished_at,
        "cancel_requested_at": row.cancel_requested_at,
    }
