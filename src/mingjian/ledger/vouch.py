"""The log's entries about posted rows: one per chunk, so that no row can be changed unnoticed."""

from collections.abc import Iterator
from typing import Final

import duckdb

from mingjian.evidence.append import Entry, append_many
from mingjian.ledger.posting import Posting

KIND: Final = "records.posted"
CHUNK: Final = 256
"""Rows of one entry: those whose row number divided by this gives the same."""

# `digest` covers the contents alone; `rows` also says whose they are and for which days.
_CHUNKS = f"""
SELECT r.row_no // {CHUNK} AS chunk, count(*),
  sha256(unhex(string_agg(r.digest, '' ORDER BY r.row_no, r.record_id))),
  sha256(string_agg(concat_ws(' ', r.row_no, r.record_id, r.subject_id, r.valid_from,
    coalesce(r.valid_to::text, '-'), r.digest) || chr(10), '' ORDER BY r.row_no, r.record_id))
FROM ready r LEFT JOIN verdict v USING (record_id)
WHERE v.verdict IS NULL OR v.verdict = 'changed'
GROUP BY chunk ORDER BY chunk
"""  # noqa: S608 - a fixed number


def vouch(engine: duckdb.DuckDBPyConnection, posting: Posting) -> None:
    """Logs the new and changed rows of `ready`, chunk by chunk.

    Raises:
        LogUnavailable: the log could not be written; the transaction must not go on.
    """
    chunks = engine.sql(_CHUNKS).fetchall()
    append_many(_entries(chunks, posting))


def _entries(chunks: list[tuple[int, int, str, str]], posting: Posting) -> Iterator[Entry]:
    for chunk, count, digest, rows in chunks:
        body = {
            "submission": posting.submission_id,
            "item": posting.item,
            "chunk": chunk,
            "chunks": len(chunks),
            "posted_at": posting.posted_at.isoformat(),
            "count": count,
            "digest": digest,
            "rows": rows,
        }
        yield Entry(KIND, posting.actor, body)
