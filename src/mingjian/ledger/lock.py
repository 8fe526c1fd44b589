"""One writer per catalogue item at a time: two deliveries of the same rows take turns."""

from django.db.backends.utils import CursorWrapper


def lock_item(cursor: CursorWrapper, item: str) -> None:
    """Waits until nobody else changes records of the item; held to the end of the transaction."""
    cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"ledger:{item}"])
