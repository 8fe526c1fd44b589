"""Which records are known, and who sent them first: a row sent again is not late, nor another's."""

import pyarrow as pa
from django.db.backends.utils import CursorWrapper

from mingjian.ledger.keys import BATCH, send_keys
from mingjian.registry.copying import copy_out

SENDERS = pa.schema([("record_id", pa.string()), ("unit_id", pa.string())])
# LATERAL and LIMIT: one look into the key's index for each, never a walk through the whole ledger.
_FIRST = """
SELECT replace(a.record_id::text, '-', ''), v.unit_id
FROM ledger_asked a CROSS JOIN LATERAL (
  SELECT unit_id FROM ledger_version WHERE record_id = a.record_id AND seq = 1 LIMIT 1
) v
"""


def first_senders(cursor: CursorWrapper, record_ids: pa.Table) -> pa.Table:
    """Those of the record numbers that are known, with their first unit.

    `record_ids` has one column, 16 bytes each, best in order. The answer has the columns of
    `SENDERS`, the number in hex.
    """
    send_keys(cursor, "ledger_asked", record_ids.to_batches(max_chunksize=BATCH))
    return copy_out(cursor, _FIRST, SENDERS)
