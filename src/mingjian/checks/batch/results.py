"""What the workbook tells of one code: kept by part as JSON until the workbook is written."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, NamedTuple

from mingjian.checks.receipt import Receipt

Kind = Literal["force", "nothing", "shielded", "unknown", "refused"]


class Result(NamedTuple):
    """One code's answer. The three JSON texts are as in the answer; empty where there is nothing.

    A tuple: what it says in JSON is its fields in their order.
    """

    code: str
    outcome: str
    receipt: str
    name: str
    entries: str
    adverse: str
    measures: str
    disputed: bool
    shielded: bool

    @property
    def quiet(self) -> bool:
        """Nothing to tell but that it was answered."""
        return not (self.entries or self.adverse or self.measures or self.shielded)

    @property
    def kind(self) -> Kind:
        """What came of the question: a fact, no grade."""
        match self.outcome:
            case "unknown_subject":
                return "unknown"
            case "refused":
                return "refused"
        if self.shielded:
            return "shielded"
        return "nothing" if self.quiet else "force"


def results_of(codes: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> list[Result]:
    """The rows of the statement as results, in the order of the codes."""
    return [_result(code, row) for code, row in zip(codes, rows, strict=True)]


def written(results: Iterable[Result]) -> str:
    """The results as one JSON text."""
    return json.dumps(list(results), ensure_ascii=False)


def read(kept: Iterable[Sequence[Any]]) -> Iterator[Result]:
    """The results again, as the database gives them back."""
    return map(Result._make, kept)


def _result(code: str, row: tuple[Any, ...]) -> Result:
    outcome, entry, digest, name, entries, adverse, measures, marks, shielded = row
    return Result(
        code=code,
        outcome=outcome,
        receipt=str(Receipt.of(entry, digest)),
        name=name or "",
        entries=entries or "",
        adverse=adverse or "",
        measures=measures or "",
        disputed=not marks.startswith('{"disputed":[]'),
        shielded=shielded is not None,
    )
