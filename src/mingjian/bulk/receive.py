"""Take in a workbook for bulk work: kept by its hash, then row, log entry and job."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.bulk.kind import Kind, Row
from mingjian.bulk.queue import enqueue
from mingjian.evidence.append import append
from mingjian.intake.receive import plain_name
from mingjian.intake.store import Incoming


def arrived(filename: str, unit_id: str, actor: Actor) -> dict[str, Any]:
    """The columns of a row that say who sent what, and when."""
    return {
        "unit_id": unit_id,
        "actor": actor.id,
        "filename": plain_name(filename),
        "received_at": timezone.now(),
    }


@transaction.atomic
def accept(kind: Kind[Row], row: Row, file: Incoming, said: Mapping[str, object]) -> Row:
    """Keep the file and queue the work on it; the log tells of it, with what is `said`.

    Raises:
        StorageUnavailable, LogUnavailable: nothing was accepted.
    """
    file.keep()
    row.sha256, row.size = file.sha256, file.size
    row.save(force_insert=True)
    body = {kind.noun: row.pk, "unit": row.unit_id, "sha256": row.sha256, **said}
    append(f"{kind.event}.received", actor=row.actor, body=body)
    enqueue(kind, row.pk)
    return row
