"""How often rows of an item were posted: by it one knows whether what was looked up still holds."""

from dataclasses import dataclass
from typing import Final

from django.db.backends.utils import CursorWrapper

_TOLD: Final = "SELECT count FROM ledger_itempostings WHERE item = %s"
_COUNT: Final = """
INSERT INTO ledger_itempostings AS p (item, count) VALUES (%s, 1)
ON CONFLICT (item) DO UPDATE SET count = p.count + 1 RETURNING count - 1
"""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """Which records of a file were known after so many postings: a table of the engine.

    The table has `record_id`, in hex. While nothing else is posted, all others are new.
    """

    postings: int
    known: str


def postings(cursor: CursorWrapper, item: str) -> int:
    """How many postings of the item are committed. Ask before looking up, never after."""
    cursor.execute(_TOLD, [item])
    row = cursor.fetchone()
    return row[0] if row else 0


def count_posting(cursor: CursorWrapper, item: str) -> int:
    """Count one more, under the item's lock (see lock_item); returns how many there were."""
    cursor.execute(_COUNT, [item])
    count: int = cursor.fetchone()[0]
    return count
