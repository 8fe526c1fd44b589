"""Rows become versions: new records, changed ones, and those that say nothing new."""

from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb
import pyarrow as pa
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from mingjian.ledger.compare import compare, refuse_repeated
from mingjian.ledger.identity import digest, payload_text
from mingjian.ledger.load import load
from mingjian.ledger.lock import lock_item
from mingjian.ledger.posting import Incoming, Outcome, Posting
from mingjian.ledger.vouch import vouch
from mingjian.registry.arrow import schema

__all__ = ["READY", "Incoming", "Outcome", "Posting", "post", "post_file"]

READY = schema(
    record_id=pa.string(),
    subject_id=pa.int64(),
    valid_from=pa.date32(),
    valid_to=pa.date32(),
    row_no=pa.int64(),
    digest=pa.string(),
    payload=pa.string(),
)
"""What a file of ready rows holds: record_id and digest in hex, valid_to excluded (null: open)."""

_MEMORY = "640MB"


def post(rows: Iterable[Incoming], posting: Posting) -> Outcome:
    """Posts a few rows, in the caller's transaction or one of its own; otherwise as `post_file`."""
    table = pa.Table.from_pylist([_ready(row) for row in rows], READY)
    with duckdb.connect() as engine, transaction.atomic(), connection.cursor() as cursor:
        engine.register("given", table)
        return _post(cursor, engine, posting, lambda _done: None)


def post_file(
    cursor: CursorWrapper, posting: Posting, ready: Path, progress: Callable[[int], None]
) -> Outcome:
    """Posts the rows of the parquet file `ready` (see READY) in the caller's transaction.

    A row differing from what its record was last sent with closes what is open and opens the next
    version; one that does not differ changes nothing, so re-sending is idempotent, and so neither
    a correction nor a withdrawal is undone by sending the same again. `progress` hears how many
    rows have been written. Peak memory does not depend on the file's size.

    Raises:
        RepeatedRecord: two rows are the same record.
        OutOfOrder: a record was already changed at or after `posting.posted_at`.
        LogUnavailable: the log could not be written; the transaction must not go on.
    """
    options: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": _MEMORY,
        "temp_directory": str(ready.parent / "spill"),
        "preserve_insertion_order": False,
        # The verdicts are what a join keeps in memory, never the rows with their contents.
        "disabled_optimizers": "build_side_probe_side",
    }
    with duckdb.connect(config=options) as engine:
        engine.read_parquet(str(ready)).create_view("given")
        return _post(cursor, engine, posting, progress)


def _post(
    cursor: CursorWrapper,
    engine: duckdb.DuckDBPyConnection,
    posting: Posting,
    progress: Callable[[int], None],
) -> Outcome:
    engine.execute("CREATE VIEW ready AS SELECT record_id::UUID AS id, * FROM given")
    refuse_repeated(engine)
    lock_item(cursor, posting.item)
    counts = compare(cursor, engine, posting)
    load(cursor, engine, posting, progress)
    vouch(engine, posting)
    return Outcome(**counts)


def _ready(row: Incoming) -> dict[str, object]:
    text = payload_text(row.payload)
    return {
        "record_id": row.record_id.hex,
        "subject_id": row.subject_id,
        "valid_from": row.valid.start,
        "valid_to": row.valid.end,
        "row_no": row.row_no,
        "digest": digest(text).hex(),
        "payload": text,
    }
