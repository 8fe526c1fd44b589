"""Give entries their places in the tree and sign a checkpoint over them.

One sealer at a time (an advisory lock), one REPEATABLE READ transaction: all entries that its
snapshot shows and the last seal's snapshot did not. An entry whose transaction commits late is
therefore taken by a later seal, never skipped, and nobody waits for a long transaction.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from mingjian.evidence.checkpoint import Checkpoint, SignedCheckpoint, parse_signed
from mingjian.evidence.fresh import BEAT
from mingjian.evidence.grow import Edge, Run
from mingjian.evidence.keys import origin, signing_key
from mingjian.evidence.note import sign
from mingjian.evidence.pending import Last, chunks, last_seal
from mingjian.evidence.place import write_nodes, write_positions
from mingjian.evidence.problems import LogDamaged
from mingjian.evidence.session import own_session
from mingjian.evidence.tiles import edge

_LOCK = 0x6D6A_6C6F_67  # "mjlog"
_SEAL = """
INSERT INTO evidence_seal (size, root, at, snapshot, cluster, note)
SELECT %s, %s, clock_timestamp(), pg_current_snapshot()::text, system_identifier, %s
FROM pg_control_system()
"""


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal made: the tree now has `size` leaves, `added` of them new."""

    size: int
    added: int
    checkpoint: SignedCheckpoint


def seal_once() -> Seal | None:
    """Seal what is committed now; None when there is nothing new or another sealer is at work.

    Uses a session of its own, so entries of the caller's open transaction are not yet there.

    Raises:
        LogDamaged: the stored tree does not carry the last signed root; nothing was sealed.
    """
    with own_session() as session:
        return seal(session)


def seal(session: psycopg.Connection) -> Seal | None:
    """As `seal_once`, in a given session in autocommit mode."""
    with _alone(session) as taken:
        if not taken:
            return None
        with session.transaction():
            session.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            # What a checkpoint promises must survive a crash, whatever the site's default is.
            session.execute("SET LOCAL synchronous_commit = on")
            done = _seal_new(session)
            session.execute(BEAT)
        return done


def run_sealer(stop: threading.Event, every_seconds: float = 2.0) -> None:
    """Seal every few seconds until `stop`; a fault ends it, and its keeper starts it again."""
    with own_session() as session:
        while not stop.is_set():
            seal(session)
            stop.wait(every_seconds)


@contextmanager
def _alone(session: psycopg.Connection) -> Iterator[bool]:
    """Holds the sealers' lock, taken before the transaction: its snapshot must come after."""
    row = session.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK]).fetchone()
    taken = row is not None and row[0] is True
    try:
        yield taken
    finally:
        if taken and not session.closed:
            session.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _seal_new(session: psycopg.Connection) -> Seal | None:
    last = last_seal(session)
    tree = _tree(session, last)
    before = tree.size
    for leaves in chunks(session, last):
        write_nodes(session, _grow(session, tree, leaves))
    if tree.size == before:
        return None
    return _sign(session, tree, tree.size - before)


def _tree(session: psycopg.Connection, last: Last) -> Edge:
    tree = edge(session.cursor(), last.size)
    if tree.root() != last.root:
        raise LogDamaged(size=last.size)
    return tree


def _grow(session: psycopg.Connection, tree: Edge, leaves: list[bytes]) -> list[Run]:
    return tree.add(write_positions(session, tree.size, leaves))


def _sign(session: psycopg.Connection, tree: Edge, added: int) -> Seal:
    head = Checkpoint(origin(), tree.size, tree.root())
    note = sign(head.text(), origin(), signing_key())
    session.execute(_SEAL, [head.size, head.root, str(note)])
    return Seal(head.size, added, parse_signed(str(note)))
