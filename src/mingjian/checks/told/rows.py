"""The rows of a workbook of feedback: read and validated as any other file is."""

from pathlib import Path
from typing import Any, Final

import pyarrow.parquet as pq
from django.utils import timezone

from mingjian.checks.problems import TooManyReports
from mingjian.checks.told.sheet import ANSWERS, form
from mingjian.effects.service.rows import Sheet
from mingjian.intake.context import Context
from mingjian.intake.findings import Finding
from mingjian.intake.guard import examine
from mingjian.intake.read import read_file
from mingjian.intake.validate import FINDINGS, TYPED, validate

MOST: Final = 5_000


def read_rows(path: Path, folder: Path) -> Sheet:
    """The answers in a file; `folder` is for work.

    Raises:
        FileProblem: as any file that cannot be read, or is none of this form.
        TooManyReports: more rows than are taken at once.
    """
    shape = form()
    read = read_file(path, examine(path), shape.item, into=folder)
    if read.report.rows > MOST:
        raise TooManyReports(rows=read.report.rows, limit=MOST)
    validate(read.rows, shape.item, Context(timezone.localdate(), shape.codes), folder)
    blank = {row["row_no"] for row in _table(read.rows) if not any(row[one] for one in ANSWERS)}
    found = [Finding(**row) for row in _table(folder / FINDINGS) if row["row_no"] not in blank]
    passed = blank | {one.row_no for one in found if one.severity == "error"}
    good = ((row["row_no"], row) for row in _table(folder / TYPED) if row["row_no"] not in passed)
    ordered = tuple(sorted(good, key=lambda one: one[0]))
    return Sheet(read.report, ordered, tuple(found), len(blank))


def _table(path: Path) -> list[dict[str, Any]]:
    return list(pq.read_table(path).to_pylist())
