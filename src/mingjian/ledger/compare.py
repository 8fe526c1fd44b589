"""Which rows are new, which say something else than last time, which say nothing new."""

import duckdb
import pyarrow as pa
from django.db.backends.utils import CursorWrapper

from mingjian.ledger.posting import Posting
from mingjian.ledger.problems import OutOfOrder, RepeatedRecord
from mingjian.registry.arrow import schema
from mingjian.registry.copying import copy_in, copy_out, temporary

BATCH = 20_000

_KEYS = r"""
SELECT record_id, subject_id, '[' || valid_from || ',' || coalesce(valid_to::text, '') || ')',
  '\x' || digest
FROM ready
"""
# A delivery speaks only where it differs from the last delivery of the record: what a correction or
# an amendment made of it since, the same row sent again does not undo.
_VERDICTS = """
CREATE TEMPORARY TABLE ledger_verdict ON COMMIT DROP AS
WITH found AS (
  SELECT v.record_id, max(v.seq) AS last_seq, bool_or(upper_inf(v.known)) AS stands,
    max(v.seq) FILTER (WHERE v.act = 'posted') AS posted_seq,
    max(lower(v.known)) AS begun, max(upper(v.known)) AS ended
  FROM ledger_key k JOIN ledger_version v USING (record_id)
  GROUP BY v.record_id
)
SELECT f.record_id, f.last_seq + 1 AS seq, f.begun, f.ended,
  CASE
    WHEN NOT f.stands AND NOT %(reopen)s::boolean THEN 'withdrawn'
    WHEN f.stands AND (p.digest, p.valid, p.subject_id) = (k.digest, k.valid, k.subject_id)
      THEN 'unchanged'
    ELSE 'changed'
  END AS verdict
FROM found f
JOIN ledger_key k USING (record_id)
JOIN ledger_version p ON p.record_id = f.record_id AND p.seq = f.posted_seq
"""
_LATE = """
SELECT record_id FROM ledger_verdict
WHERE verdict = 'changed' AND (begun >= %(at)s::timestamptz OR ended > %(at)s::timestamptz) LIMIT 1
"""
_CLOSE = """
UPDATE ledger_version v SET known = tstzrange(lower(v.known), %(at)s::timestamptz)
FROM ledger_verdict d
WHERE d.verdict = 'changed' AND v.record_id = d.record_id AND upper_inf(v.known)
"""
_ANSWER = schema(record_id=pa.string(), seq=pa.int32(), verdict=pa.string())


def compare(
    cursor: CursorWrapper, engine: duckdb.DuckDBPyConnection, posting: Posting
) -> dict[str, int]:
    """Compares the view `ready` with the ledger, and closes what is about to be superseded.

    Leaves the table `verdict` (record_id, seq, verdict) in the engine: a row per known record.
    Returns the counts of an Outcome.

    Raises:
        OutOfOrder: a record was already changed at or after `posting.posted_at`.
    """
    columns = ["record_id uuid PRIMARY KEY", "subject_id bigint", "valid daterange", "digest bytea"]
    temporary(cursor, "ledger_key", columns)
    rows = copy_in(cursor, "ledger_key", engine.sql(_KEYS).to_arrow_reader(BATCH))
    cursor.execute("ANALYZE ledger_key")
    cursor.execute("DROP TABLE IF EXISTS pg_temp.ledger_verdict")
    cursor.execute(_VERDICTS, {"reopen": posting.reopen})
    _supersede(cursor, posting)
    return _counts(_take_home(cursor, engine), rows)


def refuse_repeated(engine: duckdb.DuckDBPyConnection) -> None:
    """One record, one row.

    Raises:
        RepeatedRecord: two rows of the view `ready` are the same record.
    """
    twice = engine.sql(
        "SELECT count(*) OVER (), a, b FROM (SELECT min(row_no) AS a, max(row_no) AS b FROM ready "
        "GROUP BY record_id HAVING count(*) > 1) ORDER BY a LIMIT 1"
    ).fetchall()
    if twice:
        count, first, second = twice[0]
        raise RepeatedRecord(count=count, first=first, second=second)


def _supersede(cursor: CursorWrapper, posting: Posting) -> None:
    at = {"at": posting.posted_at}
    cursor.execute(_LATE, at)
    if (late := cursor.fetchone()) is not None:
        raise OutOfOrder(record=late[0], at=posting.posted_at)
    cursor.execute("ANALYZE ledger_verdict")
    cursor.execute(_CLOSE, at)


def _take_home(cursor: CursorWrapper, engine: duckdb.DuckDBPyConnection) -> dict[str, int]:
    query = "SELECT replace(record_id::text, '-', ''), seq, verdict FROM ledger_verdict"
    verdicts = copy_out(cursor, query, _ANSWER)
    engine.register("answered", verdicts)
    engine.execute("CREATE TABLE verdict AS SELECT * FROM answered")
    engine.unregister("answered")
    counted = engine.sql("SELECT verdict, count(*) FROM verdict GROUP BY verdict").fetchall()
    return dict(counted)


def _counts(verdicts: dict[str, int], rows: int) -> dict[str, int]:
    withdrawn = verdicts.get("withdrawn", 0)
    return {
        "new": rows - sum(verdicts.values()),
        "changed": verdicts.get("changed", 0),
        "unchanged": verdicts.get("unchanged", 0) + withdrawn,
        "withdrawn": withdrawn,
    }
