"""The log's entries about posted rows: one per chunk, so that no row can be changed unnoticed."""

from typing import Final

import duckdb

from mingjian.evidence.append import Entry, append_many
from mingjian.ledger.posting import Posting

KIND: Final = "records.posted"
CHUNK: Final = 256
"""Rows of one entry: those whose row number divided by this gives the same."""

# A line tells a row whole: whose it is, for which days, and at its end the digest of its content.
# `digest` covers the contents alone; `rows` also says whose they are and for which days.
_BODIES: Final = f"""
SELECT r.row_no // {CHUNK} AS chunk, count(*),
  sha256(unhex(string_agg(r.digest, '' ORDER BY r.row_no, r.id))),
  sha256(string_agg(concat_ws(' ', r.row_no, r.id, r.subject_id, r.valid_from,
    coalesce(r.valid_to::text, '-'), r.digest) || chr(10), '' ORDER BY r.row_no, r.id))
FROM ready r LEFT JOIN verdict v USING (id)
WHERE v.verdict IS NULL OR v.verdict = 'changed'
GROUP BY chunk ORDER BY chunk
"""  # noqa: S608 - a fixed number


def vouch(engine: duckdb.DuckDBPyConnection, posting: Posting) -> None:
    """Logs the new and changed rows of `ready`, chunk by chunk.

    Raises:
        LogUnavailable: the log could not be written; the transaction must not go on.
    """
    names = ("chunk", "count", "digest", "rows")
    bodies = [dict(zip(names, row, strict=True)) for row in engine.sql(_BODIES).fetchall()]
    source = {
        "submission": posting.submission_id,
        "item": posting.item,
        "posted_at": posting.posted_at.isoformat(),
        "chunks": len(bodies),
    }
    append_many(Entry(KIND, posting.actor, source | body) for body in bodies)
