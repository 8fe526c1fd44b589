"""The work on a batch check: its codes are answered, a thousand at a time."""

from collections.abc import Mapping, Sequence
from typing import Final

from mingjian.accounts.actor import Actor
from mingjian.bulk.run import Read, Worker
from mingjian.checks.batch.kind import BATCHES
from mingjian.checks.batch.part import answer_part
from mingjian.checks.batch.sheet import read_sheet
from mingjian.checks.models import Batch
from mingjian.intake.store import path_of

PART: Final = 1_000
AT_ONCE: Final = 2
Codes = Sequence[str]


class Answerer(Worker[Batch, Codes]):
    """Asks about every code in the file, once."""

    kind = BATCHES

    def read(self, row: Batch) -> Read[Codes]:
        """The codes in their order."""
        sheet = read_sheet(path_of(row.sha256), row.kind)
        codes = sheet.subjects
        counts = {"rows": sheet.filled, "subjects": len(codes), "bad": sheet.bad}
        return Read(counts, [codes[at : at + PART] for at in range(0, len(codes), PART)])

    def take(self, row: Batch, number: int, part: Codes, actor: Actor) -> None:
        """Each is answered and logged."""
        answer_part(row, number, part, actor)

    def told(self, row: Batch) -> Mapping[str, object]:
        """How many codes there were."""
        return {"subjects": row.subjects}


def run_batch(batch_id: int) -> None:
    """Take a batch to its end. Raises as `Worker.run`."""
    Answerer(AT_ONCE).run(batch_id)
