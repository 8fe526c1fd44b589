"""The leaves of a block: the hashes that stand in its places, and those of its entries today."""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from struct import iter_unpack
from typing import Any

import numpy as np
import psycopg

from mingjian.evidence import leaf
from mingjian.evidence.block import Block, Task
from mingjian.evidence.faults import Fault
from mingjian.evidence.hashes import of_laid
from mingjian.evidence.merkle import HASH_BYTES, LEAF
from mingjian.evidence.wire import rows

_NUMBER = leaf.ID.stop - leaf.ID.start
_MOST = 2**63 - 1
_NO_HASH = bytes(HASH_BYTES)
_PLACES = """
SELECT string_agg(leaf, ''::bytea), string_agg(int8send(entry_id), ''::bytea)
FROM (SELECT leaf, entry_id FROM evidence_position
      WHERE position >= %s::bigint AND position < %s::bigint ORDER BY position) p
"""
_IN_RANGE = f"""
COPY (SELECT {leaf.COLUMNS} FROM evidence_entry e WHERE e.id BETWEEN {{low}} AND {{high}}
      ORDER BY e.id) TO STDOUT (FORMAT BINARY)
"""  # noqa: S608 - fixed column names
_BY_PLACE = f"""
COPY (SELECT {leaf.COLUMNS} FROM evidence_position p JOIN evidence_entry e ON e.id = p.entry_id
      WHERE p.position >= {{first}} AND p.position < {{end}}) TO STDOUT (FORMAT BINARY)
"""  # noqa: S608 - fixed column names
# Entries lie nearly as their places do, so one range of numbers holds a block's entries and few
# others: read in a row, it costs a third of the join. Not so when a number lies far off.
_SPARSE = 2
_HELD = """
SELECT position FROM evidence_position WHERE position >= %s::bigint AND position < %s::bigint
ORDER BY position
"""


@dataclass(frozen=True, slots=True)
class _Placed:
    """What the block's places say, each joined in their order: leaf hashes, entry numbers."""

    hashes: bytes
    numbers: bytes
    low: int
    high: int


def stored_leaves(session: psycopg.Connection, block: Block) -> bytes:
    """The stored leaf hashes; entries that do not hash to theirs become faults.

    The tree is then built on what was stored: a fault in one entry shows as that one fault.
    """
    task = block.task
    placed = _placed(session, task)
    hashes, numbers = hashed(session, _reading(task, placed))
    places = list(range(task.first, task.end))
    if len(placed.hashes) != len(places) * HASH_BYTES:
        places = [row[0] for row in session.execute(_HELD, [task.first, task.end])]
        block.faults += _holes(task, places)
    if (numbers, hashes) != (placed.numbers, placed.hashes):
        fresh = dict(zip(_parts(numbers, _NUMBER), _parts(hashes, HASH_BYTES), strict=True))
        block.faults += _wrong_entries(places, fresh, placed)
    return _filled(task, places, placed.hashes)


def _placed(session: psycopg.Connection, task: Task) -> _Placed:
    # As octets: written out as text, or as numbers, they take half as long again.
    row = session.execute(_PLACES, [task.first, task.end], binary=True).fetchone() or (None, None)
    hashes, numbers = (bytes(joined or b"") for joined in row)
    entries = np.frombuffer(numbers, ">i8")
    return _Placed(hashes, numbers, int(entries.min(initial=_MOST)), int(entries.max(initial=0)))


def _reading(task: Task, placed: _Placed) -> bytes:
    """The query of the block's entries, with perhaps some others."""
    dense = placed.high - placed.low < _SPARSE * (task.end - task.first)
    query = _IN_RANGE if dense else _BY_PLACE
    return query.format(low=placed.low, high=placed.high, first=task.first, end=task.end).encode()


def _holes(task: Task, places: list[int]) -> list[Fault]:
    held = set(places)
    return [Fault("position_missing", at) for at in range(task.first, task.end) if at not in held]


def _wrong_entries(
    places: list[int], fresh: Mapping[bytes, bytes], placed: _Placed
) -> Iterator[Fault]:
    numbers, kept = _parts(placed.numbers, _NUMBER), _parts(placed.hashes, HASH_BYTES)
    for place, number, digest in zip(places, numbers, kept, strict=True):
        if fresh.get(number) != digest:
            yield Fault("entry_changed" if number in fresh else "entry_missing", place)


def _parts(joined: bytes, length: int) -> Iterator[bytes]:
    return (part for (part,) in iter_unpack(f"{length}s", joined))


def _filled(task: Task, places: list[int], kept: bytes) -> bytes:
    """The leaves with an impossible hash where a position is gone."""
    if len(places) == task.end - task.first:
        return kept
    by_place = {
        place: kept[number * HASH_BYTES : (number + 1) * HASH_BYTES]
        for number, place in enumerate(places)
    }
    return b"".join(by_place.get(place, _NO_HASH) for place in range(task.first, task.end))


def hashed(session: psycopg.Connection, query: bytes) -> tuple[bytes, bytes]:
    """The hashes of the leaves that the query sends, and the numbers of their entries: each joined.

    Raises:
        psycopg.Error: the server refused the query or broke off.
    """
    laid, ends = bytearray(), array("q", [0])
    for row in rows(session, query):
        laid += LEAF
        laid += row
        ends.append(len(laid))
    borders = np.frombuffer(ends, np.int64)
    return of_laid(laid, borders), _numbers(laid, borders)


def _numbers(laid: bytearray, borders: Any) -> bytes:
    octets = np.arange(leaf.ID.start, leaf.ID.stop) + len(LEAF)
    numbers: bytes = np.frombuffer(laid, np.uint8)[borders[:-1, None] + octets].tobytes()
    return numbers
