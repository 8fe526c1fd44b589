"""Writes places and nodes of the tree, in bulk."""

from collections.abc import Iterable
from hashlib import sha256
from struct import Struct

import psycopg

from mingjian.evidence.grow import Run
from mingjian.evidence.leaf import HEADER, ID, TRAILER
from mingjian.evidence.merkle import HASH_BYTES, LEAF

_POSITIONS = "COPY evidence_position (position, entry_id, leaf) FROM STDIN (FORMAT BINARY)"
_NODES = "COPY evidence_node (level, place, hash) FROM STDIN (FORMAT BINARY)"
_POSITION = Struct(">hiqi8si32s")  # 3 fields: position, the entry's number as it came, leaf hash
_NODE = Struct(">hihiqi32s")  # 3 fields: level, place, hash


def write_positions(session: psycopg.Connection, first: int, leaves: list[bytes]) -> bytes:
    """Give the leaves their places from `first` on; returns their joined hashes."""
    hashes = [sha256(LEAF + leaf).digest() for leaf in leaves]
    pack = _POSITION.pack
    _copy(
        session,
        _POSITIONS,
        (
            pack(3, 8, position, 8, leaf[ID], HASH_BYTES, digest)
            for position, (leaf, digest) in enumerate(zip(leaves, hashes, strict=True), first)
        ),
    )
    return b"".join(hashes)


def write_nodes(session: psycopg.Connection, runs: Iterable[Run]) -> None:
    """Keep the new complete nodes of the stored levels."""
    _copy(session, _NODES, (row for run in runs for row in _node_rows(run)))


def _node_rows(run: Run) -> Iterable[bytes]:
    for place, at in enumerate(range(0, len(run.hashes), HASH_BYTES), run.start):
        yield _NODE.pack(3, 2, run.level, 8, place, HASH_BYTES, run.hashes[at : at + HASH_BYTES])


def _copy(session: psycopg.Connection, query: str, rows: Iterable[bytes]) -> None:
    with session.cursor() as cursor, cursor.copy(query.encode()) as copy:
        copy.write(HEADER + b"".join(rows) + TRAILER)
