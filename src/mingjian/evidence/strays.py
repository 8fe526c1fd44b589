"""Find rows that stand beside the sealed log: entries passed over, positions no seal covers."""

from collections.abc import Iterator

import psycopg
from psycopg import sql

from mingjian.evidence.faults import Fault
from mingjian.evidence.pending import Last, count_query, unseen

# Each in one statement, hence one snapshot: sealing may go on meanwhile.
_BEYOND = """
SELECT position FROM evidence_position
WHERE position >= (SELECT coalesce(max(size), 0) FROM evidence_seal)
ORDER BY position LIMIT 1000
"""
# Entries without place that do not wait, as long as every sealed place has its entry.
_SURPLUS = sql.SQL("""
SELECT (SELECT count(*) FROM evidence_entry)
       - (SELECT coalesce(max(size), 0) FROM evidence_seal) - ({waiting})
""")
_PASSED = sql.SQL("""
SELECT e.id FROM evidence_entry e
WHERE NOT EXISTS (SELECT FROM evidence_position p WHERE p.entry_id = e.id) AND NOT ({unseen})
ORDER BY e.id LIMIT 1000
""")


def strays(session: psycopg.Connection, last: Last, *, closely: bool) -> Iterator[Fault]:
    """Faults that the walk over the sealed positions cannot meet; at most 1,000 of each kind.

    `closely` looks at each entry: needed when some place lacks its entry, so that counts mislead.
    """
    for (position,) in session.execute(_BEYOND):
        yield Fault("position_unsealed", position)
    if closely or _surplus(session, last):
        for (entry_id,) in session.execute(_PASSED.format(unseen=unseen(last))):
            yield Fault("entry_unsealed", None, f"entry {entry_id}")


def _surplus(session: psycopg.Connection, last: Last) -> bool:
    row = session.execute(_SURPLUS.format(waiting=count_query(last))).fetchone()
    return row is None or row[0] != 0
