"""The right edge of a growing tree, in tiles of 256 hashes as in the C2SP tlog-tiles form.

Stored are the leaves (level 0) and every eighth level above (8, 16, 24, ...): a proof then reads a
handful of tiles, and the tree costs 1/255 more than its leaves.
"""

from dataclasses import dataclass, field

from mingjian.evidence import merkle

TILE_LEVELS = 8
TILE_HASHES = 1 << TILE_LEVELS
TILE_BYTES = TILE_HASHES * merkle.HASH_BYTES


@dataclass(frozen=True)
class Run:
    """Neighbouring new nodes of one stored level: hashes joined, the first standing at `start`."""

    level: int
    start: int
    hashes: bytes


@dataclass
class Edge:
    """What must be known of a tree of `size` leaves to make it grow: its unfinished tiles.

    `tiles[n]` holds the joined hashes of the unfinished tile on stored level 8 * n.
    """

    size: int = 0
    tiles: list[bytes] = field(default_factory=list)

    def add(self, leaves: bytes) -> list[Run]:
        """Take joined leaf hashes in; returns the new nodes of the stored levels above 0."""
        runs, fresh, start, height = [], leaves, self.size, 0
        self.size += len(leaves) // merkle.HASH_BYTES
        while fresh:
            fresh = self._take(height, fresh)
            start, height = start >> TILE_LEVELS, height + 1
            if fresh:
                runs.append(Run(height * TILE_LEVELS, start, fresh))
        return runs

    def root(self) -> bytes:
        """The root over all leaves so far."""
        return merkle.fold(part for tile in self.tiles for part in _parts(tile))

    def _take(self, height: int, fresh: bytes) -> bytes:
        """Put hashes on a stored level; returns the roots of the tiles they filled."""
        if height == len(self.tiles):
            self.tiles.append(b"")
        joined = self.tiles[height] + fresh
        full = len(joined) // TILE_BYTES * TILE_BYTES
        self.tiles[height] = joined[full:]
        return _raised(joined[:full])


def _raised(level: bytes) -> bytes:
    for _ in range(TILE_LEVELS):
        level = merkle.up(level)
    return level


def _parts(tile: bytes) -> list[bytes]:
    """The roots of the complete subtrees in an unfinished tile, rightmost first."""
    levels = merkle.levels_of(tile)
    node = merkle.node_in(levels)
    return [node(*at) for at in merkle.complete_parts(len(tile) // merkle.HASH_BYTES)]
