"""Which rows are new, which say something else than last time, which say nothing new."""

from datetime import UTC, datetime, timedelta

import duckdb
import pyarrow as pa
from django.db.backends.utils import CursorWrapper

from mingjian.ledger.keys import BATCH, send_keys
from mingjian.ledger.posting import Posting
from mingjian.ledger.problems import OutOfOrder, RepeatedRecord
from mingjian.registry.arrow import schema
from mingjian.registry.copying import copy_out

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
# What the ledger holds of records that come again: a row each, none for a new one, so that a first
# delivery pays for its keys alone. Moments in microseconds. LATERAL: one look into the key's index
# for each, in the index's order, so that the cost is that of the file and not of the ledger.
_HELD = """
SELECT k.record_id, f.last_seq, f.stands,
  (extract(epoch FROM f.begun) * 1000000)::bigint, (extract(epoch FROM f.ended) * 1000000)::bigint,
  encode(p.digest, 'hex'), p.subject_id, lower(p.valid), upper(p.valid)
FROM ledger_key k CROSS JOIN LATERAL (
  SELECT max(v.seq) AS last_seq, bool_or(upper_inf(v.known)) AS stands,
    max(v.seq) FILTER (WHERE v.act = 'posted') AS posted_seq,
    max(lower(v.known)) AS begun, max(upper(v.known)) AS ended
  FROM ledger_version v WHERE v.record_id = k.record_id
  HAVING count(*) > 0
) f CROSS JOIN LATERAL (
  SELECT digest, subject_id, valid FROM ledger_version
  WHERE record_id = k.record_id AND seq = f.posted_seq LIMIT 1
) p
"""
_ANSWER = schema(
    record_id=pa.string(),
    last_seq=pa.int32(),
    stands=pa.bool_(),
    begun=pa.int64(),
    ended=pa.int64(),
    digest=pa.string(),
    subject_id=pa.int64(),
    valid_from=pa.date32(),
    valid_to=pa.date32(),
)
# A delivery speaks only where it differs from the last delivery of the record: what a correction or
# an amendment made of it since, the same row sent again does not undo.
_VERDICTS = """
CREATE TABLE verdict AS
SELECT r.id, h.last_seq + 1 AS seq, h.begun >= $at OR coalesce(h.ended > $at, false) AS late,
  CASE
    WHEN NOT h.stands AND NOT $reopen THEN 'withdrawn'
    WHEN h.stands AND h.digest = sha256(r.payload) AND h.subject_id = r.subject_id
      AND h.valid_from = r.valid_from AND h.valid_to IS NOT DISTINCT FROM r.valid_to
    THEN 'unchanged'
    ELSE 'changed'
  END::ENUM ('changed', 'unchanged', 'withdrawn') AS verdict
FROM (FROM ready WHERE id IN (SELECT record_id::UUID FROM held)) r
JOIN held h ON r.id = h.record_id::UUID
"""
_AMONG = "(FROM ready WHERE record_id IN (SELECT record_id FROM {}))"
_LATE = "SELECT id::text FROM verdict WHERE late AND verdict = 'changed' ORDER BY id LIMIT 1"
_CLOSE = """
UPDATE ledger_version v SET known = tstzrange(lower(v.known), %s::timestamptz)
FROM ledger_key k WHERE v.record_id = k.record_id AND upper_inf(v.known)
"""


def compare(
    cursor: CursorWrapper, engine: duckdb.DuckDBPyConnection, posting: Posting, known: str | None
) -> dict[str, int]:
    """Compares the view `ready` with the ledger, and closes what is about to be superseded.

    `known`: the engine's table of the records that may be in the ledger; None: any may.

    Leaves the table `verdict` (id, seq, verdict) in the engine: a row per known record.
    Returns the counts of an Outcome.

    Raises:
        OutOfOrder: a record was already changed at or after `posting.posted_at`.
    """
    _send_keys(cursor, engine, "ready" if known is None else _AMONG.format(known))
    engine.register("held", copy_out(cursor, _HELD, _ANSWER))
    at = (posting.posted_at - _EPOCH) // _MICROSECOND
    engine.execute(_VERDICTS, {"reopen": posting.reopen, "at": at})
    engine.unregister("held")
    _refuse_late(engine, posting)
    counts = _counts(engine)
    if counts["changed"]:
        _send_keys(cursor, engine, "(FROM verdict WHERE verdict = 'changed')")
        cursor.execute(_CLOSE, [posting.posted_at])
    return counts


def refuse_repeated(engine: duckdb.DuckDBPyConnection) -> None:
    """One record, one row.

    Raises:
        RepeatedRecord: two rows of the view `ready` are the same record.
    """
    twice = engine.sql(
        "SELECT count(*) OVER (), a, b FROM (SELECT min(row_no) AS a, max(row_no) AS b FROM ready "
        "GROUP BY id HAVING count(*) > 1) ORDER BY a LIMIT 1"
    ).fetchall()
    if twice:
        count, first, second = twice[0]
        raise RepeatedRecord(count=count, first=first, second=second)


def _send_keys(cursor: CursorWrapper, engine: duckdb.DuckDBPyConnection, source: str) -> None:
    """Puts the records of the source, in their order, into the temporary table `ledger_key`."""
    query = f"SELECT unhex(replace(id::VARCHAR, '-', '')) FROM {source} ORDER BY id"  # noqa: S608 - ours
    send_keys(cursor, "ledger_key", engine.sql(query).to_arrow_reader(BATCH))


def _refuse_late(engine: duckdb.DuckDBPyConnection, posting: Posting) -> None:
    late = engine.sql(_LATE).fetchall()
    if late:
        raise OutOfOrder(record=late[0][0], at=posting.posted_at)


def _counts(engine: duckdb.DuckDBPyConnection) -> dict[str, int]:
    ((rows,),) = engine.sql("SELECT count(*) FROM ready").fetchall()
    counted = engine.sql("SELECT verdict, count(*) FROM verdict GROUP BY verdict").fetchall()
    verdicts: dict[str, int] = dict(counted)
    withdrawn = verdicts.get("withdrawn", 0)
    return {
        "new": rows - sum(verdicts.values()),
        "changed": verdicts.get("changed", 0),
        "unchanged": verdicts.get("unchanged", 0) + withdrawn,
        "withdrawn": withdrawn,
    }
