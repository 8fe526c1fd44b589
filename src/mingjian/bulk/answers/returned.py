"""The sender's own workbook, with what was not taken in red and the reason in a comment."""

from collections.abc import Sequence
from pathlib import Path

from mingjian.bulk.answers.kind import FormKind, Row
from mingjian.bulk.answers.refusal import refusal
from mingjian.bulk.answers.rows import Sheet, read_sheet
from mingjian.bulk.result import result
from mingjian.intake.findings import Finding, in_order
from mingjian.intake.give_back import marked_copy
from mingjian.intake.store import path_of
from mingjian.intake.workbook_marks import Words
from mingjian.kernel.problem import Language


def returned(kind: FormKind[Row], row: Row, language: Language = "zh") -> Path:
    """The path of the workbook.

    Raises:
        Conflict: as the kind says it: it is not worked through (yet).
    """

    def write(target: Path) -> None:
        read = read_sheet(row, kind.filling)
        words = Words(language, row.filename, kind.filling.form().titles(language))
        found = _found(kind, row, read)
        marked_copy(path_of(row.sha256), read.report, found, words, target)

    return result(kind, row, language, write)


def findings_of(kind: FormKind[Row], row: Row) -> Sequence[Finding]:
    """What is wrong with its rows, in their order: as read, and as refused."""
    return _found(kind, row, read_sheet(row, kind.filling))


def _found(kind: FormKind[Row], row: Row, read: Sheet) -> tuple[Finding, ...]:
    rows = dict(read.good)
    parts = kind.parts.objects.filter(**{kind.noun: row}).order_by("number")
    kept = [one for part in parts.values_list("refused", flat=True) for one in part]
    refused = [refusal(number, rows[number], document, kind.filling) for number, document in kept]
    return tuple(in_order([*read.findings, *refused]))
