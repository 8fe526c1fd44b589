"""Verify one block of positions: entries, leaves, nodes and the seals that end in it.

Knows nothing of Django, so that several processes can each take blocks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from struct import iter_unpack, pack

import psycopg

from mingjian.evidence import leaf, merkle
from mingjian.evidence.checkpoint import Checkpoint, parse_signed
from mingjian.evidence.faults import Fault
from mingjian.evidence.grow import TILE_LEVELS
from mingjian.evidence.merkle import HASH_BYTES
from mingjian.evidence.note import parse_key
from mingjian.evidence.session import own_session
from mingjian.evidence.tiles import stored
from mingjian.evidence.wire import hashed

_NUMBER = leaf.ID.stop - leaf.ID.start
_NO_HASH = bytes(HASH_BYTES)
_PLACES = """
SELECT string_agg(leaf, ''::bytea), array_agg(entry_id)
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
_SEALS = """
SELECT size, root, note FROM evidence_seal
WHERE size > %s::bigint AND size <= %s::bigint ORDER BY size
"""


@dataclass(frozen=True, slots=True)
class Task:
    """The positions `first` to `end` (not included), and the key that signs for the log."""

    first: int
    end: int
    key_line: str


@dataclass(frozen=True, slots=True)
class SealSeen:
    """A seal that ends in the block: its stored root, and the block's part of the true root."""

    size: int
    root: bytes
    part: bytes


@dataclass(slots=True)
class Block:
    """What the whole needs of a verified block; `root` is that of its complete subtree."""

    task: Task
    root: bytes = b""
    seals: list[SealSeen] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Placed:
    """What the block's places say, each joined in their order: leaf hashes, entry numbers."""

    hashes: bytes
    numbers: bytes
    low: int
    high: int


def check_block_at(conninfo: str, task: Task) -> Block:
    """As `check_block`, in a session of its own: for other processes."""
    with own_session(conninfo) as session:
        return check_block(session, task)


def check_block(session: psycopg.Connection, task: Task) -> Block:
    """Hash every entry of the block anew and compare all that is stored about it."""
    block = Block(task)
    leaves = _leaves(session, block)
    levels = merkle.levels_of(leaves)
    block.faults += _wrong_nodes(session, task, levels)
    block.root = levels[-1] if len(levels[-1]) == HASH_BYTES else b""
    _check_seals(session, block, levels)
    return block


def _leaves(session: psycopg.Connection, block: Block) -> bytes:
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
    # As octets: written out as text, hashes take half as long again in the database.
    row = session.execute(_PLACES, [task.first, task.end], binary=True).fetchone() or (None, None)
    numbers: list[int] = row[1] or []
    joined = pack(f">{len(numbers)}q", *numbers)
    return _Placed(bytes(row[0] or b""), joined, min(numbers, default=0), max(numbers, default=0))


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


def _wrong_nodes(session: psycopg.Connection, task: Task, levels: list[bytes]) -> Iterator[Fault]:
    for level in range(TILE_LEVELS, len(levels), TILE_LEVELS):
        kept = stored(session.cursor(), level, task.first >> level, task.end >> level)
        yield from wrong_nodes(level, task.first >> level, levels[level], kept)


def wrong_nodes(level: int, start: int, right: bytes, kept: bytes) -> Iterator[Fault]:
    """A fault for each stored node, from `start` on, that is not what its leaves give."""
    if right == kept:
        return
    for at in range(0, len(right), HASH_BYTES):
        if right[at : at + HASH_BYTES] != kept[at : at + HASH_BYTES]:
            place = start + at // HASH_BYTES
            yield Fault("node_changed", place << level, f"level {level}")


def _check_seals(session: psycopg.Connection, block: Block, levels: list[bytes]) -> None:
    task, node = block.task, merkle.node_in(levels)
    for size, root, text in session.execute(_SEALS, [task.first, task.end]):
        part = merkle.root(size - task.first, node)
        block.seals.append(SealSeen(size, bytes(root), part))
        if not _signs(text, Checkpoint(parse_key(task.key_line).name, size, bytes(root)), task):
            block.faults.append(Fault("seal_signature", size))


def _signs(text: str, head: Checkpoint, task: Task) -> bool:
    """Whether the note is signed by the log and says just what the seal's row says."""
    try:
        signed = parse_signed(text)
    except ValueError:
        return False
    return signed.checkpoint == head and signed.signed_by(parse_key(task.key_line))
