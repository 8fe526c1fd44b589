"""Take in a workbook of service days."""

from pathlib import Path
from typing import BinaryIO

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.bulk.answers.view import SheetView, view_of
from mingjian.bulk.receive import accept, arrived
from mingjian.effects.doubts import ANSWER
from mingjian.effects.models import ServiceSheet
from mingjian.effects.penalty import ITEM
from mingjian.effects.service.kind import SERVICES
from mingjian.intake.guard import examine
from mingjian.intake.store import incoming


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
        row = ServiceSheet(**arrived(filename, unit_id, actor))
        return view_of(SERVICES, accept(SERVICES, row, file, {}))
