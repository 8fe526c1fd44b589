"""Rows become versions: new records, changed ones, and those that say nothing new."""

from collections.abc import Callable, Iterable

import duckdb
import pyarrow as pa
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from mingjian.ledger.compare import compare, refuse_repeated
from mingjian.ledger.identity import payload_text
from mingjian.ledger.load import load
from mingjian.ledger.lock import lock_item
from mingjian.ledger.parts import parts
from mingjian.ledger.posting import Incoming, Outcome, Posting
from mingjian.ledger.postings import LookedUp, count_posting
from mingjian.ledger.vouch import vouch
from mingjian.registry.arrow import schema

__all__ = ["READY", "Incoming", "LookedUp", "Outcome", "Posting", "post", "post_from"]

READY = schema(
    record_id=pa.string(),
    subject_id=pa.int64(),
    valid_from=pa.date32(),
    valid_to=pa.date32(),
    row_no=pa.int64(),
    payload=pa.string(),
)
"""How rows are handed over: record_id in hex, valid_to excluded (null: open)."""


def post(rows: Iterable[Incoming], posting: Posting) -> Outcome:
    """Posts a few rows, in the caller's transaction or one of its own; otherwise as `post_from`."""
    table = pa.Table.from_pylist([_ready(row) for row in rows], READY)
    with duckdb.connect() as engine, transaction.atomic(), connection.cursor() as cursor:
        engine.register("given", table)
        return post_from(cursor, engine, posting, lambda _done: None)


def post_from(
    cursor: CursorWrapper,
    engine: duckdb.DuckDBPyConnection,
    posting: Posting,
    progress: Callable[[int], None],
    looked_up: LookedUp | None = None,
) -> Outcome:
    """Posts the rows of the engine's view `given` (see READY) in the caller's transaction.

    `looked_up` spares looking up again what was looked up since the last posting of the item.

    A row differing from what its record was last sent with closes what is open and opens the next
    version; one that does not differ changes nothing, so re-sending is idempotent, and so neither
    a correction nor a withdrawal is undone by sending the same again. `progress` hears how many
    rows have been written. Peak memory does not depend on how many there are.

    Raises:
        RepeatedRecord: two rows are the same record.
        OutOfOrder: a record was already changed at or after `posting.posted_at`.
        LogUnavailable: the log could not be written; the transaction must not go on.
    """
    engine.execute("CREATE VIEW ready AS SELECT record_id::UUID AS id, * FROM given")
    refuse_repeated(engine)
    lock_item(cursor, posting.item)
    last = count_posting(cursor, posting.item)
    known = looked_up.known if looked_up and looked_up.postings == last else None
    counts = compare(cursor, engine, posting, known)
    vouch(load(cursor, parts(engine, posting), progress), posting)
    return Outcome(**counts)


def _ready(row: Incoming) -> dict[str, object]:
    return {
        "record_id": row.record_id.hex,
        "subject_id": row.subject_id,
        "valid_from": row.valid.start,
        "valid_to": row.valid.end,
        "row_no": row.row_no,
        "payload": payload_text(row.payload),
    }
