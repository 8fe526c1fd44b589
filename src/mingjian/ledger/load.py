"""Writes the rows that say something new straight into the ledger."""

from collections.abc import Callable, Iterator

import duckdb
import pyarrow as pa
from django.db.backends.utils import CursorWrapper

from mingjian.ledger.posting import Posting
from mingjian.registry.copying import copy_in

_BATCH = 50_000
_TARGET = """ledger_version (record_id, seq, item, subject_id, unit_id, valid, known,
  submission_id, row_no, edition_id, act, digest, payload)"""
_ROWS = r"""
SELECT r.id::text AS record_id, coalesce(v.seq, 1), $item, r.subject_id, $unit,
  '[' || r.valid_from || ',' || coalesce(r.valid_to::text, '') || ')', $known,
  $submission, r.row_no, $edition, 'posted', '\x' || r.digest, r.payload
FROM ready r LEFT JOIN verdict v USING (id)
WHERE v.verdict IS NULL OR v.verdict = 'changed'
"""


def load(
    cursor: CursorWrapper,
    engine: duckdb.DuckDBPyConnection,
    posting: Posting,
    progress: Callable[[int], None],
) -> int:
    """Copies the new and changed rows of `ready` into the ledger; returns how many.

    Each batch is sorted by record, so that it walks through the primary key once. A sort of the
    whole file would be a little faster still, and would need as much memory as the file.
    """
    reader = engine.sql(_ROWS, params=_facts(posting)).to_arrow_reader(_BATCH)
    return copy_in(cursor, _TARGET, _told(reader, progress))


def _facts(posting: Posting) -> dict[str, object]:
    return {
        "item": posting.item,
        "unit": posting.unit_id,
        "known": f"[{posting.posted_at.isoformat()},)",
        "submission": posting.submission_id,
        "edition": posting.edition_id,
    }


def _told(
    reader: pa.RecordBatchReader, progress: Callable[[int], None]
) -> Iterator[pa.RecordBatch]:
    done = 0
    for batch in reader:
        yield batch.sort_by("record_id")
        done += batch.num_rows
        progress(done)
