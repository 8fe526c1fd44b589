"""Read a file that was sent: find its rows and columns, and write them as text to parquet.

`rows.parquet` has, in this order, `row_no` (bigint: the row number the sender sees in the file),
one text column per field of the item (null when empty; ends trimmed; value maps and scale of the
layout applied), `_extras` (text, a JSON object of the columns nobody asked for, or null), and
`_flags` (list of text, null when there are none) with marks of cells:

- `number-lost-digits:FIELD` a long number stood in a number cell and its last digits are gone
- `error-cell:FIELD`   the cell holds #N/A, #REF! and the like (kept as text)
- `formula:FIELD`      the value is the stored result of a formula
- `date-serial:FIELD`  a bare day number was read as a date
- `merged:FIELD`       the cell lies in a merged range whose value stands elsewhere
- `no-equivalent:FIELD` the layout says that the value given has no counterpart
- `nested:FIELD`       json: a list or an object where a single value belongs
- `ragged`             the row has more or fewer cells than the header

`read_file(path, kind, item, into=folder)` writes `rows.parquet` and `sheet.json` into `folder`.
"""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mingjian.intake.problems import NoRows
from mingjian.intake.reading.about import report_on
from mingjian.intake.reading.delimited import Delimited, open_delimited
from mingjian.intake.reading.objects import open_objects
from mingjian.intake.reading.report import Kind, SheetReport
from mingjian.intake.reading.rows import ROWS, Job, Written, write_delimited, write_stream
from mingjian.intake.reading.source import Progress
from mingjian.intake.reading.workbook import Opened, open_workbook, rows_of
from mingjian.policy.schema import CatalogueItem

REPORT: Final = "sheet.json"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that was read: where its rows are, and how it was understood."""

    rows: Path
    report: SheetReport


def nothing(_: int) -> None:
    """Progress nobody wants to hear of."""


def read_file(  # noqa: PLR0913 - the file, what it should be, where to; the rest has defaults
    path: Path,
    kind: Kind,
    item: CatalogueItem,
    *,
    into: Path,
    others: Iterable[CatalogueItem] = (),
    progress: Progress = nothing,
) -> Sheet:
    """Read a file that `guard.examine` let pass; whole or not at all.

    `others`: items to look among when the header is not that of `item`. `progress` is called
    with the row number reached and may raise to stop the work.

    Raises:
        FileProblem: one of intake's problems; `into` is as it was before.
    """
    scratch = into / "reading"
    scratch.mkdir(parents=True, exist_ok=True)
    try:
        job = Job(into, scratch, progress)
        written, opened = _write(path, kind, item, tuple(others), job)
        return _finish(written, report_on(written, kind, item, opened), job)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _write(
    path: Path, kind: Kind, item: CatalogueItem, others: tuple[CatalogueItem, ...], job: Job
) -> tuple[Written, Delimited | Opened | None]:
    if kind == "csv":
        table = open_delimited(path, item, job.scratch, others)
        return write_delimited(table, item, job), table
    if kind == "json":
        source = open_objects(path, item, job.scratch, others, job.progress)
        return write_stream(source, item, job), None
    opened = open_workbook(path, kind, item, others)
    return write_stream(rows_of(opened, job.progress), item, job), opened


def _finish(written: Written, report: SheetReport, job: Job) -> Sheet:
    """Put rows and report in their place: the report last, so that it vouches for the rows."""
    if written.rows == 0:
        raise NoRows(where="文件", where_en="the file")
    report.save(job.scratch / REPORT)
    (job.scratch / ROWS).replace(job.into / ROWS)
    (job.scratch / REPORT).replace(job.into / REPORT)
    return Sheet(job.into / ROWS, report)
