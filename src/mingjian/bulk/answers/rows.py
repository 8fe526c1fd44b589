"""The rows of a filled form: read and validated as any other file is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq
from django.utils import timezone

from mingjian.bulk.answers import form as forms
from mingjian.bulk.answers.form import Filling
from mingjian.bulk.answers.table import Answers
from mingjian.intake.context import Context
from mingjian.intake.findings import Finding
from mingjian.intake.guard import examine
from mingjian.intake.read import read_file
from mingjian.intake.reading.report import SheetReport
from mingjian.intake.store import path_of
from mingjian.intake.validate import FINDINGS, TYPED, validate

Numbered = tuple[int, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that was read. `good`: the row number and content of each sound answer.

    `left`: how many rows are not answered; nothing is found fault with in them.
    """

    report: SheetReport
    good: tuple[Numbered, ...]
    findings: tuple[Finding, ...]
    left: int

    @property
    def bad(self) -> set[int]:
        """The rows that are given back as they were read."""
        return {one.row_no for one in self.findings if one.severity == "error"}


def read_sheet(row: Answers, filling: Filling) -> Sheet:
    """The answers in the file as on the day of its receipt: the same whenever it is read.

    Raises:
        FileProblem: as any file that cannot be read, or is none of this form.
        InvalidInput: as the form says it: more rows than are taken at once.
    """
    day = timezone.localdate(row.received_at)
    shape = filling.form()
    with TemporaryDirectory() as name:
        path, folder = path_of(row.sha256), Path(name)
        read = read_file(path, examine(path), shape.item, into=folder)
        if read.report.rows > forms.MOST:
            raise filling.too_many(rows=read.report.rows, limit=forms.MOST)
        validate(read.rows, shape.item, Context(day, shape.codes), folder)
        return _sheet(read.report, read.rows, folder, filling)


def parts_of(rows: Sequence[Numbered], filling: Filling, most: int) -> list[list[Numbered]]:
    """The rows in parts of about `most`; rows about one thing stay together.

    So what is said twice, and differently, is seen as such.
    """
    groups: dict[str, list[Numbered]] = {}
    for one in rows:
        groups.setdefault(filling.same(str(one[1][filling.key])), []).append(one)
    parts: list[list[Numbered]] = []
    for group in groups.values():
        if not parts or len(parts[-1]) + len(group) > most:
            parts.append([])
        parts[-1].extend(group)
    return parts


def _sheet(report: SheetReport, rows: Path, folder: Path, filling: Filling) -> Sheet:
    blank = {row["row_no"] for row in _table(rows) if not any(row[one] for one in filling.filled)}
    every = (Finding(**row) for row in _table(folder / FINDINGS))
    found = tuple(one for one in every if one.row_no not in blank)
    passed = blank | {one.row_no for one in found if one.severity == "error"}
    good = ((row["row_no"], row) for row in _table(folder / TYPED) if row["row_no"] not in passed)
    return Sheet(report, tuple(sorted(good, key=lambda one: one[0])), found, len(blank))


def _table(path: Path) -> list[dict[str, Any]]:
    return list(pq.read_table(path).to_pylist())
