"""Which records are known, and who sent them first: a row sent again is not late, nor another's."""

import pyarrow as pa
from django.db.backends.utils import CursorWrapper

from mingjian.registry.copying import copy_in, copy_out, temporary

SENDERS = pa.schema([("record_id", pa.string()), ("unit_id", pa.string())])
BATCH = 50_000
_FIRST = """
SELECT replace(a.record_id::text, '-', ''), v.unit_id
FROM ledger_asked a JOIN ledger_version v ON v.record_id = a.record_id AND v.seq = 1
"""


def first_senders(cursor: CursorWrapper, record_ids: pa.Table) -> pa.Table:
    """Those of the record numbers (one column, hex) that are known, with their first unit.

    One look-up for all of them at once; the answer has the columns of `SENDERS`.
    """
    temporary(cursor, "ledger_asked", ["record_id uuid"])
    copy_in(cursor, "ledger_asked", record_ids.to_batches(max_chunksize=BATCH))
    cursor.execute("ANALYZE ledger_asked")
    return copy_out(cursor, _FIRST, SENDERS)
