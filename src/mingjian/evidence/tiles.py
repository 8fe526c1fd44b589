"""Reads stored hashes of the tree, a tile at a time, and computes the nodes in between."""

from mingjian.evidence.grow import TILE_HASHES, TILE_LEVELS, Edge
from mingjian.evidence.merkle import HASH_BYTES, levels_of
from mingjian.evidence.session import Cursor

_LEAVES = """
SELECT string_agg(leaf, ''::bytea)
FROM (SELECT leaf FROM evidence_position
      WHERE position >= %s::bigint AND position < %s::bigint ORDER BY position) p
"""
_NODES = """
SELECT string_agg(hash, ''::bytea)
FROM (SELECT hash FROM evidence_node
      WHERE place >= %s::bigint AND place < %s::bigint AND level = %s::smallint
      ORDER BY place) n
"""


def stored(cursor: Cursor, level: int, start: int, end: int) -> bytes:
    """The joined hashes `start` to `end` (not included) of a stored level: 0, 8, 16 and so on."""
    where: tuple[int, ...] = (start, end) if level == 0 else (start, end, level)
    cursor.execute(_NODES if level else _LEAVES, where)
    return bytes(cursor.fetchone()[0] or b"")


def edge(cursor: Cursor, size: int) -> Edge:
    """The right edge of the stored tree of `size` leaves."""
    tiles = []
    for level in range(0, size.bit_length(), TILE_LEVELS):
        count = size >> level
        tiles.append(stored(cursor, level, count - count % TILE_HASHES, count))
    return Edge(size, tiles)


class Tiles:
    """The nodes of the stored tree of `size` leaves; every tile is read once."""

    def __init__(self, cursor: Cursor, size: int) -> None:
        self._cursor = cursor
        self._size = size
        self._seen: dict[tuple[int, int], list[bytes]] = {}

    def node(self, level: int, index: int) -> bytes:
        """The hash of a complete subtree, wherever the tree is stored.

        Raises:
            LookupError: the stored tree lacks it.
        """
        height, above = divmod(level, TILE_LEVELS)
        number, place = divmod(index << above, TILE_HASHES)
        at = (place >> above) * HASH_BYTES
        levels = self._tile(height, number)
        found = levels[above][at : at + HASH_BYTES] if above < len(levels) else b""
        if len(found) != HASH_BYTES:
            raise LookupError(f"the stored tree lacks node {index} of level {level}")
        return found

    def _tile(self, height: int, number: int) -> list[bytes]:
        if (height, number) not in self._seen:
            level, start = height * TILE_LEVELS, number * TILE_HASHES
            end = min(start + TILE_HASHES, self._size >> level)
            self._seen[height, number] = levels_of(stored(self._cursor, level, start, end))
        return self._seen[height, number]
