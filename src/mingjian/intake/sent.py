"""Which records were sent before, and by whom: a row sent again is not late, nor another's.

One look-up in the ledger's table for all rows at once; it is left out while nothing of the item
was ever posted.
"""

import pyarrow as pa
from django.db.backends.utils import CursorWrapper

from mingjian.intake.models import Submission
from mingjian.intake.stage import Stage
from mingjian.registry.copying import copy_in, copy_out, temporary

SENT = pa.schema([("record_id", pa.string()), ("unit_id", pa.string())])
_FIRST = """
SELECT replace(a.record_id::text, '-', ''), v.unit_id
FROM intake_asked a JOIN ledger_version v ON v.record_id = a.record_id AND v.seq = 1
"""


def anything_posted(item: str) -> bool:
    """Whether any file of the item was ever posted."""
    return Submission.objects.filter(item=item, stage=Stage.POSTED).exists()


def sent_before(cursor: CursorWrapper, record_ids: pa.Table) -> pa.Table:
    """Those of the record numbers (hex) that the ledger knows, with the unit that sent it first."""
    temporary(cursor, "intake_asked", ["record_id uuid"])
    copy_in(cursor, "intake_asked", record_ids.to_batches(max_chunksize=50_000))
    cursor.execute("ANALYZE intake_asked")
    return copy_out(cursor, _FIRST, SENT)
