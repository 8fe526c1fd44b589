"""The rows of a workbook of service days: read and validated as any other file is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pyarrow.parquet as pq
from django.utils import timezone

from mingjian.effects.models import ServiceSheet
from mingjian.effects.service.problems import TooManyServices
from mingjian.effects.service.sheet import form
from mingjian.intake.context import Context
from mingjian.intake.findings import Finding
from mingjian.intake.guard import examine
from mingjian.intake.read import read_file
from mingjian.intake.reading.report import SheetReport
from mingjian.intake.store import path_of
from mingjian.intake.validate import FINDINGS, TYPED, validate

MOST: Final = 5_000
ANSWERS: Final = ("SDRQ", "SDFS", "CFCX", "GZJJ", "GZLY")
"""The columns that the unit fills in; a row with none of them is not answered (yet)."""


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


def read_sheet(row: ServiceSheet) -> Sheet:
    """The answers in the file as on the day of its receipt: the same whenever it is read.

    Raises:
        FileProblem: as any file that cannot be read, or is none of this form.
        TooManyServices: more rows than are taken at once.
    """
    with TemporaryDirectory() as folder:
        day = timezone.localdate(row.received_at)
        return _read(path_of(row.sha256), Path(folder), day)


def _read(path: Path, folder: Path, day: date) -> Sheet:
    shape = form()
    read = read_file(path, examine(path), shape.item, into=folder)
    if read.report.rows > MOST:
        raise TooManyServices(rows=read.report.rows, limit=MOST)
    validate(read.rows, shape.item, Context(day, shape.codes), folder)
    blank = {row["row_no"] for row in _table(read.rows) if not any(row[one] for one in ANSWERS)}
    every = (Finding(**row) for row in _table(folder / FINDINGS))
    found = tuple(one for one in every if one.row_no not in blank)
    passed = blank | {one.row_no for one in found if one.severity == "error"}
    good = ((row["row_no"], row) for row in _table(folder / TYPED) if row["row_no"] not in passed)
    return Sheet(read.report, tuple(sorted(good, key=lambda one: one[0])), found, len(blank))


def _table(path: Path) -> list[dict[str, Any]]:
    return list(pq.read_table(path).to_pylist())
