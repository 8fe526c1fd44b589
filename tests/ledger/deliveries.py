"""Deliveries of made-up records for the tests of the ledger."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import duckdb
import pyarrow as pa
from pyarrow import parquet

from mingjian.kernel.period import Period
from mingjian.ledger.identity import payload_text, record_id
from mingjian.ledger.post import READY, Incoming, Posting

ITEM = "penalty"
START = datetime(2026, 5, 1, 9, tzinfo=UTC)
OPEN = Period(date(2024, 1, 1), None)


def moment(hours: int) -> datetime:
    """So many hours after the beginning."""
    return START + timedelta(hours=hours)


def number(key: str) -> UUID:
    """The record of that natural key."""
    return record_id(ITEM, [key])


def row(
    key: str, *, text: str = "罚款", valid: Period = OPEN, subject_id: int = 7, row_no: int = 1
) -> Incoming:
    """One row on its way."""
    payload = {"CF_WSH": key, "CF_NR": text, "BZ": ""}
    return Incoming(number(key), subject_id, valid, row_no, payload)


def posting(hours: int = 0, *, submission_id: int = 1, reopen: bool = False) -> Posting:
    """A posting at that hour."""
    return Posting(
        submission_id, ITEM, "qu-fgj", "national@000000000000", "user:1", moment(hours), reopen
    )


@contextmanager
def handed_over(folder: Path, rows: Iterable[Incoming]) -> Iterator[duckdb.DuckDBPyConnection]:
    """An engine with the rows as the intake room hands them over."""
    table = pa.Table.from_pylist([_ready(one) for one in rows], READY)
    parquet.write_table(table, folder / "given.parquet")
    with duckdb.connect() as engine:
        engine.read_parquet(str(folder / "given.parquet")).create_view("given")
        yield engine


def _ready(one: Incoming) -> dict[str, object]:
    return {
        "record_id": one.record_id.hex,
        "subject_id": one.subject_id,
        "valid_from": one.valid.start,
        "valid_to": one.valid.end,
        "row_no": one.row_no,
        "payload": payload_text(one.payload),
    }
