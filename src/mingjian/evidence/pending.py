"""Which entries wait for their places: those that no seal has seen."""

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
from psycopg import sql

from mingjian.evidence import leaf
from mingjian.evidence.merkle import EMPTY_ROOT
from mingjian.evidence.wire import leaves

CHUNK = 65_536

_LAST = """
SELECT s.size, s.root, s.snapshot,
       s.cluster = (SELECT system_identifier FROM pg_control_system())
       AND pg_snapshot_xmax(s.snapshot::pg_snapshot) <= pg_snapshot_xmax(pg_current_snapshot())
FROM evidence_seal s ORDER BY s.size DESC LIMIT 1
"""
# Transactions that the last snapshot did not show. The upper bound leaves aside rows restored from
# another cluster, whose larger transaction numbers would look like the future for ever.
_UNSEEN = sql.SQL("""
e.xid < pg_snapshot_xmax(pg_current_snapshot())
AND NOT pg_visible_in_snapshot(e.xid, {last}::pg_snapshot)
""")
_UNPLACED = sql.SQL("NOT EXISTS (SELECT FROM evidence_position p WHERE p.entry_id = e.id)")
_ALL = sql.SQL("true")
_BOUND = sql.SQL("""
SELECT e.xid::text, e.id FROM evidence_entry e
WHERE {unseen} AND (e.xid, e.id) > ({xid}::xid8, {id})
ORDER BY e.xid, e.id OFFSET {skip} LIMIT 1
""")
_ROWS = sql.SQL("""
COPY (SELECT {columns} FROM evidence_entry e
      WHERE {unseen} AND {unplaced}
        AND (e.xid, e.id) > ({xid}::xid8, {id}) AND (e.xid, e.id) <= ({to_xid}::xid8, {to_id})
      ORDER BY e.xid, e.id) TO STDOUT (FORMAT BINARY)
""")
# Few wait, which the planner cannot know: an aggregate cannot become a join, so each is looked up
# by itself, and the table of all places is not read to find that nobody waits.
_PROBED = sql.SQL("(SELECT count(*) FROM evidence_position p WHERE p.entry_id = e.id) = 0")
_COUNT = sql.SQL("""
SELECT count(*) FROM evidence_entry e
WHERE {unseen} AND {unplaced} AND (e.xid, e.id) > ({xid}::xid8, {id})
""")
_END = (str(2**64 - 1), 2**63 - 1)


@dataclass(frozen=True, slots=True)
class Last:
    """The last seal. `snapshot` is None when it says nothing about the present cluster.

    So it is after a restore elsewhere, or to a point in time before it: transaction numbers are
    then not comparable, and one seal looks at every entry that has no place.
    """

    size: int = 0
    root: bytes = EMPTY_ROOT
    snapshot: str | None = None

    @property
    def start(self) -> tuple[str, int]:
        """Where in the order (transaction, entry) to begin: the snapshot saw all before its xmin.

        The one lower bound of every query: of two, the index scan might begin at the lower.
        """
        return ("0" if self.snapshot is None else self.snapshot.partition(":")[0], -1)


def last_seal(session: psycopg.Connection) -> Last:
    """The last seal, or that of the empty tree."""
    row = session.execute(_LAST).fetchone()
    if row is None:
        return Last()
    size, root, snapshot, comparable = row
    return Last(size, bytes(root), snapshot if comparable else None)


def chunks(session: psycopg.Connection, last: Last) -> Iterator[list[bytes]]:
    """The leaves of all waiting entries, in the order of their places."""
    start: tuple[str, int] | None = last.start
    while start is not None:
        bound = _bound(session, last, start)
        found = _rows(session, last, start, bound or _END)
        if found:
            yield found
        start = bound


def count(session: psycopg.Connection, last: Last) -> int:
    """How many entries wait."""
    row = session.execute(count_query(last)).fetchone()
    return int(row[0]) if row else 0


def count_query(last: Last) -> sql.Composed:
    """The query of how many entries wait."""
    xid, entry_id = last.start
    unplaced = _UNPLACED if last.snapshot is None else _PROBED
    return _COUNT.format(unseen=unseen(last), unplaced=unplaced, xid=xid, id=entry_id)


def unseen(last: Last) -> sql.Composable:
    """The condition on entries `e` that the last seal could not see."""
    if last.snapshot is None:
        return _ALL
    return _UNSEEN.format(last=sql.Literal(last.snapshot))


def _bound(
    session: psycopg.Connection, last: Last, start: tuple[str, int]
) -> tuple[str, int] | None:
    """The last entry of the chunk after `start`; None when fewer are left."""
    query = _BOUND.format(
        unseen=unseen(last), xid=start[0], id=start[1], skip=sql.Literal(CHUNK - 1)
    )
    row = session.execute(query).fetchone()
    return None if row is None else (str(row[0]), int(row[1]))


def _rows(
    session: psycopg.Connection, last: Last, start: tuple[str, int], end: tuple[str, int]
) -> list[bytes]:
    query = _ROWS.format(
        columns=sql.SQL(leaf.COLUMNS),
        unseen=unseen(last),
        unplaced=_UNPLACED,
        xid=start[0],
        id=start[1],
        to_xid=end[0],
        to_id=end[1],
    )
    return leaves(session, query.as_bytes(session))
