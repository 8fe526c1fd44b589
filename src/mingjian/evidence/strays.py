"""Find rows that stand beside the sealed log: entries passed over, positions no seal covers."""

from collections.abc import Iterator

import psycopg
from psycopg import sql

from mingjian.evidence.faults import Fault
from mingjian.evidence.pending import Last, unseen

# Each in one statement, hence one snapshot: sealing may go on meanwhile.
_BEYOND = """
SELECT position FROM evidence_position
WHERE position >= (SELECT coalesce(max(size), 0) FROM evidence_seal)
ORDER BY position LIMIT 1000
"""
_PASSED = sql.SQL("""
SELECT e.id FROM evidence_entry e
WHERE NOT EXISTS (SELECT FROM evidence_position p WHERE p.entry_id = e.id) AND NOT ({unseen})
ORDER BY e.id LIMIT 1000
""")


def strays(session: psycopg.Connection, last: Last) -> Iterator[Fault]:
    """Faults that the walk over the sealed positions cannot meet; at most 1,000 of each kind."""
    for (position,) in session.execute(_BEYOND):
        yield Fault("position_unsealed", position)
    for (entry_id,) in session.execute(_PASSED.format(unseen=unseen(last))):
        yield Fault("entry_unsealed", None, f"entry {entry_id}")
