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
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from mingjian.intake.problems import DamagedFile, NoRows
from mingjian.intake.reading.delimited import (
    Delimited,
    in_engine,
    open_delimited,
    record_by_record,
)
from mingjian.intake.reading.objects import open_objects
from mingjian.intake.reading.report import Kind, Note, SheetReport
from mingjian.intake.reading.skip import skip_note
from mingjian.intake.reading.source import Progress, Source, columns_read
from mingjian.intake.reading.stage import SKIP, quoted, select
from mingjian.intake.reading.workbook import Opened, open_workbook, rows_of
from mingjian.policy.schema import CatalogueItem

ROWS: Final = "rows.parquet"
REPORT: Final = "sheet.json"
MEMORY: Final = "700MB"
ROW_GROUP: Final = 60_000


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
        FileProblem: one of intake's problems; nothing is left in `into` then.
    """
    into.mkdir(parents=True, exist_ok=True)
    scratch = into / "reading"
    scratch.mkdir(exist_ok=True)
    try:
        sheet = _read(path, kind, item, _Job(into, scratch, tuple(others), progress))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return sheet


@dataclass(frozen=True, slots=True)
class _Job:
    into: Path
    scratch: Path
    others: tuple[CatalogueItem, ...]
    progress: Progress


def _read(path: Path, kind: Kind, item: CatalogueItem, job: _Job) -> Sheet:
    if kind == "csv":
        table = open_delimited(path, item, job.scratch, job.others)
        return _finish(_delimited(table, item, job), kind, item, job, table)
    if kind == "json":
        source = open_objects(path, item, job.scratch, job.others, job.progress)
        return _finish(_streamed(source, item, job), kind, item, job, None)
    opened = open_workbook(path, kind, item, job.others)
    source = rows_of(opened, job.progress)
    return _finish(_streamed(source, item, job), kind, item, job, opened)


@dataclass(frozen=True, slots=True)
class _Written:
    source: Source
    rows: int
    notes: tuple[Note, ...]


def _delimited(table: Delimited, item: CatalogueItem, job: _Job) -> _Written:
    """By the engine where the file is plain; anything it stumbles on is read with care."""
    if table.simple:
        source = in_engine(table)
        try:
            return _written_by_engine(source, table, item, job)
        except (duckdb.Error, _Miscounted):
            job.progress(0)
    return _streamed(record_by_record(table, job.scratch, job.progress), item, job)


class _Miscounted(Exception):  # noqa: N818 - says what happened; never leaves this module
    """The engine saw another number of records than the file has lines."""


def _written_by_engine(
    source: Source, table: Delimited, item: CatalogueItem, job: _Job
) -> _Written:
    query = select(source, item, source.relation or "")
    with closing(_engine(job)) as engine:
        rows = _copy(engine, f"SELECT * EXCLUDE ({SKIP}) FROM ({query}) WHERE {SKIP} IS NULL", job)
        expected = table.records
        if rows == expected:
            return _Written(source, rows, ())
        notes = _skipped(engine, f"({query})")
    if expected is not None and rows + sum(note.count for note in notes) != expected:
        raise _Miscounted
    return _Written(source, rows, notes)


def _streamed(source: Source, item: CatalogueItem, job: _Job) -> _Written:
    """A stream is read once: all of it to disk, then without the rows that are no records."""
    whole = job.scratch / "whole.parquet"
    with closing(_engine(job)) as engine:
        _drain(engine, source, item, whole)
        scanned = f"read_parquet({quoted(str(whole))})"
        kept = f"SELECT * EXCLUDE ({SKIP}) FROM {scanned} WHERE {SKIP} IS NULL"  # noqa: S608 - our own path
        return _Written(source, _copy(engine, kept, job), _skipped(engine, scanned))


def _drain(
    engine: duckdb.DuckDBPyConnection, source: Source, item: CatalogueItem, whole: Path
) -> None:
    stream = source.stream
    if stream is None:
        raise AssertionError("a source has a relation or a stream")
    engine.register("incoming", stream.reader)
    query = select(source, item, "incoming")
    try:
        engine.execute(f"COPY ({query}) TO {quoted(str(whole))} (FORMAT parquet, COMPRESSION lz4)")
    except duckdb.Error as error:
        if stream.problem is None:
            raise DamagedFile(where=str(error)[:200]) from error
        raise stream.problem from None


def _engine(job: _Job) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(
        config={
            "memory_limit": MEMORY,
            "temp_directory": str(job.scratch),
            "threads": 2,
            "autoinstall_known_extensions": False,
        }
    )


def _copy(engine: duckdb.DuckDBPyConnection, query: str, job: _Job) -> int:
    target = quoted(str(job.scratch / ROWS))
    done = engine.execute(f"COPY ({query}) TO {target} (FORMAT parquet, ROW_GROUP_SIZE {ROW_GROUP})")
    (rows,) = done.fetchone() or (0,)
    job.progress(int(rows))
    return int(rows)


def _skipped(engine: duckdb.DuckDBPyConnection, relation: str) -> tuple[Note, ...]:
    found = engine.execute(
        f"SELECT {SKIP}, count(*), min(row_no), max(row_no) FROM {relation} "  # noqa: S608 - ours
        f"WHERE {SKIP} IS NOT NULL GROUP BY 1 ORDER BY 3"
    ).fetchall()
    return tuple(skip_note(*row) for row in found)


def _finish(
    written: _Written,
    kind: Kind,
    item: CatalogueItem,
    job: _Job,
    opened: Delimited | Opened | None,
) -> Sheet:
    """Put rows and report in their place: the report last, so that it vouches for the rows."""
    if written.rows == 0:
        raise NoRows(place="文件")
    report = _report(written, kind, item, opened)
    report.save(job.scratch / REPORT)
    (job.scratch / ROWS).replace(job.into / ROWS)
    (job.scratch / REPORT).replace(job.into / REPORT)
    return Sheet(job.into / ROWS, report)


def _report(
    written: _Written, kind: Kind, item: CatalogueItem, opened: Delimited | Opened | None
) -> SheetReport:
    header = written.source.header
    columns = columns_read(header, item)
    there = {c.field for c in columns}
    known = {c.field for c in header.layout.columns if c.field}
    return SheetReport(
        kind=kind,
        item=item.id,
        layout=header.layout.id,
        header_row=0 if kind == "json" else header.row + 1,
        columns=columns,
        missing=tuple(f.name for f in item.fields if f.name in known - there and f.collect),
        notes=(*written.source.notes, *_column_notes(written.source, item), *written.notes),
        rows=written.rows,
        sheet=opened.sheet.name if isinstance(opened, Opened) else None,
        encoding=opened.text.encoding if isinstance(opened, Delimited) else None,
        delimiter=opened.dialect.separator if isinstance(opened, Delimited) else None,
        template_edition=opened.edition if isinstance(opened, Opened) else None,
    )


def _column_notes(source: Source, item: CatalogueItem) -> list[Note]:
    columns = columns_read(source.header, item)
    dropped = [c.header for c in columns if c.dropped]
    extras = [c.header for c in columns if c.field is None and not c.dropped]
    repeated = [source.header.titles[index] for index in source.header.repeated]
    notes = (
        ("columns-not-collected", "info", dropped, "不收集的列，内容未保留", "not collected"),
        ("unknown-columns", "info", extras, "不属于本数据项的列，未入账", "columns nobody asked for"),
        ("repeated-columns", "warning", repeated, "列名重复，只取第一列", "only the first was taken"),
    )
    return [
        Note(code, "warning" if severity == "warning" else "info", f"{zh}：{'、'.join(names)}",
             f"{en}: {', '.join(names)}", count=len(names))
        for code, severity, names, zh, en in notes
        if names
    ]
