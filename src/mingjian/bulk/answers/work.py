"""The work on a filled form: its sound rows are recorded, part by part; the others are kept."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import transaction

from mingjian.accounts.actor import Actor
from mingjian.bulk.answers.kind import FormKind, Row
from mingjian.bulk.answers.rows import Numbered, parts_of, read_sheet
from mingjian.bulk.answers.view import view_of
from mingjian.bulk.run import Read, Worker
from mingjian.kernel.problem import Problem

COUNTS: Final = ("recorded", "corrected", "unchanged")
Piece = Sequence[Numbered]
Came = tuple[Mapping[str, int], Sequence[Problem | None]]
"""How many things were recorded, corrected, unchanged; and what is in the way of each row."""


class Recorder(Worker[Row, Piece]):
    """Records the answers of one form, at most `most` rows at a time."""

    kind: FormKind[Row]

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    @abstractmethod
    def record(self, row: Row, part: Sequence[Mapping[str, Any]], actor: Actor) -> Came:
        """Record what can be of these rows."""

    def read(self, row: Row) -> Read[Piece]:
        """The sound rows, in parts."""
        read = read_sheet(row, self.kind.filling)
        counts = {
            "rows": read.report.rows,
            "answers": len(read.good),
            "unfilled": read.left,
            "bad": len(read.bad),
        }
        return Read(counts, parts_of(read.good, self.kind.filling, self.most))

    @transaction.atomic
    def take(self, row: Row, number: int, part: Piece, actor: Actor) -> None:
        """Record the part, and keep what was refused with it."""
        counts, problems = self.record(row, [one for _, one in part], actor)
        self.kind.parts.objects.create(
            number=number,
            rows=len(part),
            refused=[
                (row_no, problem.document())
                for (row_no, _), problem in zip(part, problems, strict=True)
                if problem is not None
            ],
            **{self.kind.noun: row},
            **{name: counts[name] for name in COUNTS},
        )

    def told(self, row: Row) -> Mapping[str, object]:
        """Whose it was and what became of its rows."""
        seen = view_of(self.kind, row)
        return {"unit": row.unit_id, **{name: getattr(seen, name) for name in (*COUNTS, "bad")}}
