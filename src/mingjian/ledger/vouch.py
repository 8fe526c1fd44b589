"""The log's entries about posted rows: one per chunk, so that no row can be changed unnoticed."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Final

import duckdb
import pyarrow as pa

from mingjian.evidence.append import Entry, append_many
from mingjian.ledger.posting import Posting

KIND: Final = "records.posted"
CHUNK: Final = 256
"""Rows of one entry: those whose row number divided by this gives the same."""

_BATCH = 50_000
_DIGEST = slice(-65, -1)
# A line tells a row whole: whose it is, for which days, and at its end the digest of its content.
_LINES = f"""
SELECT r.row_no // {CHUNK} AS chunk, concat_ws(' ', r.row_no, r.id, r.subject_id,
  r.valid_from, coalesce(r.valid_to::text, '-'), r.digest) || chr(10) AS line
FROM ready r LEFT JOIN verdict v USING (id)
WHERE v.verdict IS NULL OR v.verdict = 'changed'
ORDER BY r.row_no, r.id
"""  # noqa: S608 - a fixed number


def vouch(engine: duckdb.DuckDBPyConnection, posting: Posting) -> None:
    """Logs the new and changed rows of `ready`, chunk by chunk.

    Raises:
        LogUnavailable: the log could not be written; the transaction must not go on.
    """
    reader = engine.sql(_LINES).to_arrow_reader(_BATCH)
    by_chunk = groupby(_lines(reader), key=itemgetter(0))
    bodies = [{"chunk": chunk, **_seal([line for _, line in some])} for chunk, some in by_chunk]
    source = {
        "submission": posting.submission_id,
        "item": posting.item,
        "posted_at": posting.posted_at.isoformat(),
        "chunks": len(bodies),
    }
    append_many(Entry(KIND, posting.actor, source | body) for body in bodies)


def _lines(reader: Iterable[pa.RecordBatch]) -> Iterator[tuple[int, str]]:
    for batch in reader:
        yield from zip(batch["chunk"].to_pylist(), batch["line"].to_pylist(), strict=True)


def _seal(lines: list[str]) -> dict[str, object]:
    """`digest` covers the contents alone; `rows` also says whose they are and for which days."""
    contents = bytes.fromhex("".join(line[_DIGEST] for line in lines))
    return {
        "count": len(lines),
        "digest": sha256(contents).hexdigest(),
        "rows": sha256("".join(lines).encode()).hexdigest(),
    }
