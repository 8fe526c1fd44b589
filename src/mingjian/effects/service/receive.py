"""Take in a workbook of service days: kept by its hash, then row, log entry and job."""

from pathlib import Path
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.effects.doubts import ANSWER
from mingjian.effects.models import ServiceSheet
from mingjian.effects.penalty import ITEM
from mingjian.effects.service.queue import enqueue
from mingjian.effects.service.sheets import SheetView, view_of
from mingjian.evidence.append import append
from mingjian.intake.guard import examine
from mingjian.intake.receive import plain_name
from mingjian.intake.store import Incoming, incoming


def receive_services(
    source: BinaryIO | Path, *, filename: str, unit_id: str, actor: Actor
) -> SheetView:
    """Accept a workbook and queue the work; nothing is recorded yet.

    Raises:
        UnderRule: the actor may not answer for the unit.
        FileTooLarge, StorageUnavailable, FileProblem: the file cannot be taken.
        LogUnavailable: nothing was accepted.
    """
    require(actor, ANSWER, unit_id=unit_id, item=ITEM)
    with incoming(source) as file:
        examine(file.path)
        file.keep()
        row = ServiceSheet(unit_id=unit_id, actor=actor.id, filename=plain_name(filename))
        return view_of(_accept(file, row))


@transaction.atomic
def _accept(file: Incoming, row: ServiceSheet) -> ServiceSheet:
    row.sha256, row.size, row.received_at = file.sha256, file.size, timezone.now()
    row.save(force_insert=True)
    body = {"sheet": row.pk, "unit": row.unit_id, "sha256": row.sha256}
    append("services.received", actor=row.actor, body=body)
    enqueue(row.pk)
    return row
