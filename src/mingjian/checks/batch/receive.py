"""Take in a workbook of codes to check: kept by its hash, then row, log entry and job."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.checks.ask import items_of
from mingjian.checks.batch.problems import NotAWorkbook
from mingjian.checks.batch.stage import KINDS
from mingjian.checks.batch.view import BatchView, view_of
from mingjian.checks.models import Batch
from mingjian.checks.problems import NoRightForMatter
from mingjian.checks.queue import enqueue
from mingjian.checks.request import CheckRequest
from mingjian.evidence.append import append
from mingjian.intake.guard import examine
from mingjian.intake.receive import plain_name
from mingjian.intake.store import Incoming, incoming


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of every code; `on` is the day asked for, None means today."""

    matter: str
    purpose: str
    case: str
    on: date | None = None


def receive_batch(
    source: BinaryIO | Path, *, filename: str, wanted: Wanted, actor: Actor
) -> BatchView:
    """Accept a workbook and queue the work; nothing is answered yet.

    Raises:
        NotAMatter, NotAPurpose, CaseMissing: (422) the request is not one.
        UnderRule, NoRightForMatter: (403) the latter is logged.
        FileTooLarge, StorageUnavailable, FileProblem, NotAWorkbook: the file cannot be taken.
        LogUnavailable: (503) nothing was accepted.
    """
    require(actor, "check.ask", unit_id=actor.unit_id, owner=actor.id)
    case = CheckRequest("", wanted.matter, wanted.purpose, wanted.case).matter_checked().case
    if not items_of(actor, wanted.matter):
        raise _refused(actor, wanted)
    with incoming(source) as file:
        kind = examine(file.path)
        if kind not in KINDS:
            raise NotAWorkbook(kind=kind)
        file.keep()
        return view_of(_accept(file, kind, _batch(filename, wanted, case, actor)))


def _batch(filename: str, wanted: Wanted, case: str, actor: Actor) -> Batch:
    now = timezone.now()
    return Batch(
        unit_id=actor.unit_id,
        actor=actor.id,
        filename=plain_name(filename),
        matter=wanted.matter,
        purpose=wanted.purpose,
        case=case,
        on=wanted.on or timezone.localdate(now),
        received_at=now,
    )


@transaction.atomic
def _accept(file: Incoming, kind: str, batch: Batch) -> Batch:
    batch.sha256, batch.size, batch.kind = file.sha256, file.size, kind
    batch.save(force_insert=True)
    body = {"batch": batch.pk, "matter": batch.matter, "purpose": batch.purpose}
    body |= {"case": batch.case, "on": batch.on.isoformat(), "unit": batch.unit_id}
    append("batch.received", actor=batch.actor, body=body | {"sha256": batch.sha256})
    enqueue(batch.pk)
    return batch


def _refused(actor: Actor, wanted: Wanted) -> NoRightForMatter:
    body = {"matter": wanted.matter, "unit": actor.unit_id}
    entry = append("batch.refused", actor=actor.id, body=body)
    rule = f"client_right.{wanted.matter}"
    return NoRightForMatter(rule=rule, matter=wanted.matter, entry=entry)
