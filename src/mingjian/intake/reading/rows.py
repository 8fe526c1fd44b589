"""Write the rows of a file to parquet: inside the engine where it can, else from a stream."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from mingjian.intake.problems import DamagedFile
from mingjian.intake.reading.delimited import Delimited, in_engine, record_by_record
from mingjian.intake.reading.report import Note
from mingjian.intake.reading.skip import skip_note
from mingjian.intake.reading.source import Progress, Source
from mingjian.intake.reading.stage import SKIP, quoted, select
from mingjian.policy.schema import CatalogueItem

ROWS: Final = "rows.parquet"
MEMORY: Final = "700MB"
ROW_GROUP: Final = 60_000


@dataclass(frozen=True, slots=True)
class Job:
    """Where to write: `into` in the end, `scratch` until then."""

    into: Path
    scratch: Path
    progress: Progress


@dataclass(frozen=True, slots=True)
class Written:
    """Rows that were written, and what is to be told about those passed over."""

    source: Source
    rows: int
    notes: tuple[Note, ...]


def write_delimited(table: Delimited, item: CatalogueItem, job: Job) -> Written:
    """By the engine where the file is plain; anything it stumbles on is read with care."""
    if table.simple:
        source = in_engine(table)
        try:
            return _written_by_engine(source, table, item, job)
        except (duckdb.Error, _Miscounted):
            job.progress(0)
    return write_stream(record_by_record(table, job.scratch, job.progress), item, job)


class _Miscounted(Exception):  # noqa: N818 - says what happened; never leaves this module
    """The engine saw another number of records than the file has lines."""


def _written_by_engine(source: Source, table: Delimited, item: CatalogueItem, job: Job) -> Written:
    query = select(source, item, source.relation or "")
    # Rows carry their numbers; to keep the pieces of a file in order would cost their speed.
    with closing(_engine(job, in_order=False)) as engine:
        rows = _copy(engine, _kept(f"({query})"), job)
        expected = table.records
        if rows == expected:
            return Written(source, rows, ())
        notes = _skipped(engine, f"({query})")
    if expected is not None and rows + sum(note.count for note in notes) != expected:
        raise _Miscounted
    return Written(source, rows, notes)


def write_stream(source: Source, item: CatalogueItem, job: Job) -> Written:
    """A stream is read once: all of it to disk, then without the rows that are no records."""
    whole = job.scratch / "whole.parquet"
    with closing(_engine(job)) as engine:
        _drain(engine, source, item, whole)
        scanned = f"read_parquet({quoted(str(whole))})"
        return Written(source, _copy(engine, _kept(scanned), job), _skipped(engine, scanned))


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
        raise stream.taken() from None


def _engine(job: Job, *, in_order: bool = True) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(
        config={
            "memory_limit": MEMORY,
            "temp_directory": str(job.scratch),
            "threads": 2,
            "preserve_insertion_order": in_order,
            "autoinstall_known_extensions": False,
        }
    )


def _kept(relation: str) -> str:
    return f"SELECT * EXCLUDE ({SKIP}) FROM {relation} WHERE {SKIP} IS NULL"  # noqa: S608 - ours


def _copy(engine: duckdb.DuckDBPyConnection, query: str, job: Job) -> int:
    target = quoted(str(job.scratch / ROWS))
    done = engine.execute(
        f"COPY ({query}) TO {target} (FORMAT parquet, ROW_GROUP_SIZE {ROW_GROUP})"
    )
    (rows,) = done.fetchone() or (0,)
    job.progress(int(rows))
    return int(rows)


def _skipped(engine: duckdb.DuckDBPyConnection, relation: str) -> tuple[Note, ...]:
    found = engine.execute(
        f"SELECT {SKIP}, count(*), min(row_no), max(row_no) FROM {relation} "  # noqa: S608 - ours
        f"WHERE {SKIP} IS NOT NULL GROUP BY 1 ORDER BY 3"
    ).fetchall()
    return tuple(skip_note(*row) for row in found)
