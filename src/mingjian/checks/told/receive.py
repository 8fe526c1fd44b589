"""Take in a workbook of feedback."""

from pathlib import Path
from typing import BinaryIO

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.bulk.answers.view import SheetView, view_of
from mingjian.bulk.receive import accept, arrived
from mingjian.checks.models import FeedbackSheet
from mingjian.checks.told.kind import FEEDBACK, RIGHT
from mingjian.intake.guard import examine
from mingjian.intake.store import incoming


def receive_feedback(source: BinaryIO | Path, *, filename: str, actor: Actor) -> SheetView:
    """Accept a workbook and queue the work; nothing is reported yet.

    Raises:
        UnderRule: the actor reports no feedback.
        FileTooLarge, StorageUnavailable, FileProblem: the file cannot be taken.
        LogUnavailable: nothing was accepted.
    """
    require(actor, RIGHT, unit_id=actor.unit_id, owner=actor.id)
    with incoming(source) as file:
        examine(file.path)
        row = FeedbackSheet(**arrived(filename, actor.unit_id, actor))
        return view_of(FEEDBACK, accept(FEEDBACK, row, file, {}))
