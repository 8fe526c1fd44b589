"""Numbers of records on their way into a temporary table, where they are looked up."""

from collections.abc import Iterable
from typing import Final

import pyarrow as pa
from django.db.backends.utils import CursorWrapper

from mingjian.evidence.leaf import HEADER, TRAILER
from mingjian.ledger.tuples import key_tuples
from mingjian.registry.copying import temporary

BATCH: Final = 50_000


def send_keys(cursor: CursorWrapper, name: str, batches: Iterable[pa.RecordBatch]) -> int:
    """A temporary table of that name with one column, `record_id`; returns how many.

    `batches` have one column, the 16 bytes of each number. Keys that come in order are found
    fastest: neighbours lie on the same page of the index.
    """
    temporary(cursor, name, ["record_id uuid"])
    rows = 0
    with cursor.copy(f"COPY {name} FROM STDIN (FORMAT binary)") as copy:
        copy.write(HEADER)
        for batch in batches:
            copy.write(key_tuples(batch.column(0)))
            rows += batch.num_rows
        copy.write(TRAILER)
    cursor.execute(f"ANALYZE {name}")
    return rows
