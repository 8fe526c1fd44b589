"""Take in a workbook of codes to check: kept by its hash, then row, log entry and job."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.bulk.receive import accept, arrived
from mingjian.checks.ask import items_of
from mingjian.checks.batch.kind import BATCHES
from mingjian.checks.batch.problems import NotAWorkbook
from mingjian.checks.batch.view import BatchView, view_of
from mingjian.checks.models import KINDS, Batch
from mingjian.checks.problems import NoRightForMatter
from mingjian.checks.request import CheckRequest
from mingjian.evidence.append import append
from mingjian.intake.guard import examine
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
        row = _batch(filename, wanted, case, actor)
        row.kind = kind
        return view_of(_accept(file, row))


def _batch(filename: str, wanted: Wanted, case: str, actor: Actor) -> Batch:
    asked = {"matter": wanted.matter, "purpose": wanted.purpose, "case": case}
    row = Batch(**arrived(filename, actor.unit_id, actor), **asked)
    row.on = wanted.on or timezone.localdate(row.received_at)
    return row


def _accept(file: Incoming, row: Batch) -> Batch:
    said = {name: getattr(row, name) for name in ("matter", "purpose", "case")}
    return accept(BATCHES, row, file, said | {"on": row.on.isoformat()})


def _refused(actor: Actor, wanted: Wanted) -> NoRightForMatter:
    body = {"matter": wanted.matter, "unit": actor.unit_id}
    entry = append("batch.refused", actor=actor.id, body=body)
    rule = f"client_right.{wanted.matter}"
    return NoRightForMatter(rule=rule, matter=wanted.matter, entry=entry)
