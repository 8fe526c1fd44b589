"""Take in a file: kept by its hash first, then its row, its log entry and its job as one."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath
from typing import BinaryIO, Final

from django.db import transaction
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.evidence.append import append
from mingjian.intake.guard import examine
from mingjian.intake.models import Submission
from mingjian.intake.problems import NotThisUnitsItem
from mingjian.intake.queue import enqueue
from mingjian.intake.stage import Via
from mingjian.intake.store import Incoming, incoming
from mingjian.policy.schema import CatalogueItem
from mingjian.policy.standing import policies

LONGEST_NAME: Final = 200
UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that make a name read backwards."""


def receive(  # noqa: PLR0913 - who sends what, for whom, by which door
    source: BinaryIO | Path,
    *,
    filename: str,
    item: str,
    unit_id: str,
    actor: Actor,
    via: Via,
    backlog: bool = False,
) -> Submission:
    """Accept one file of `unit_id` for the catalogue item and queue the work on it.

    `backlog`: what was decided before the unit joined the platform; its rows are not counted late,
    and the office sees how many rows a unit sent as such.

    When this returns, the original is on disk and the submission, its log entry and its job are
    committed with the caller's transaction; when it raises, nothing was accepted.

    Raises:
        NotAllowed: the actor may not send for this unit, or the unit does not deliver the item.
        UnknownItem, UnknownUnit: not in the policy packs.
        FileTooLarge, StorageUnavailable, FileProblem: the file cannot be taken.
        LogUnavailable: the log cannot be written.
    """
    require(actor, "intake.send", unit_id=unit_id, owner=actor.id, item=item)
    now = timezone.now()
    wanted = policies().item(item, timezone.localdate(now))
    _deliverable(wanted, unit_id)
    with incoming(source) as file:
        kind = examine(file.path)
        file.keep()
        name = plain_name(filename)
        return _accept(file, kind, wanted, _Letter(unit_id, name, actor, via, backlog, now))


@dataclass(frozen=True, slots=True)
class _Letter:
    """What stands on the envelope."""

    unit_id: str
    filename: str
    actor: Actor
    via: Via
    backlog: bool
    at: datetime


def plain_name(filename: str) -> str:
    """The name without folders, control characters and excess length; it is shown, never used."""
    name = PurePath(UNPRINTABLE.sub("", filename).replace("\\", "/")).name
    return name[-LONGEST_NAME:] or "未命名"


def _deliverable(item: CatalogueItem, unit_id: str) -> None:
    unit = policies().unit(unit_id)
    if not item.owned_by(unit.id):
        raise NotThisUnitsItem(
            rule="catalogue.owner",
            unit=unit.name.zh,
            unit_en=unit.name.en,
            item=item.name.zh,
            item_en=item.name.en,
        )


def _accept(file: Incoming, kind: str, item: CatalogueItem, letter: _Letter) -> Submission:
    with transaction.atomic():
        submission = Submission.objects.create(
            unit_id=letter.unit_id,
            item=item.id,
            edition_id=policies().edition(item.id, timezone.localdate(letter.at)),
            filename=letter.filename,
            sha256=file.sha256,
            size=file.size,
            kind=kind,
            received_at=letter.at,
            actor=letter.actor.id,
            via=letter.via,
            backlog=letter.backlog,
        )
        append("submission.received", actor=letter.actor.id, body=_entry(submission))
        enqueue(submission)
    return submission


def _entry(submission: Submission) -> dict[str, object]:
    """What the log keeps: no file name, for it may hold a person's and could not be erased."""
    return {
        "submission": submission.pk,
        "item": submission.item,
        "unit": submission.unit_id,
        "edition": submission.edition_id,
        "sha256": submission.sha256,
        "size": submission.size,
        "via": submission.via,
        "backlog": submission.backlog,
    }
