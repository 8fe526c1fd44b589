"""Seeded chance without state: any row can be made alone, in any order and in any chunk.

A value is a hash (the finaliser of splitmix64) of seed, name of the draw and row number, so nothing
has to be remembered between rows and a million rows need no more memory than a thousand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import gcd

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
"""Row numbers, days since 1970-01-01, places in a list."""

Share = NDArray[np.float64]
Flag = NDArray[np.bool_]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX = (
    (np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)),
    (np.uint64(27), np.uint64(0x94D049BB133111EB)),
)
_LAST = np.uint64(31)
_MANTISSA = np.uint64(11)
_GOLDEN_SHARE = 0.6180339887498949


@dataclass(frozen=True, slots=True)
class Dice:
    """Draws that depend on nothing but seed, place and name of the draw, and the row."""

    seed: int
    place: str = ""

    def share(self, name: str, rows: Whole) -> Share:
        """Return a number in [0, 1) for each row."""
        return (self._bits(name, rows) >> _MANTISSA).astype(np.float64) * 2.0**-53

    def below(self, name: str, rows: Whole, ends: int | Whole) -> Whole:
        """Return a whole number in [0, end) for each row."""
        return np.asarray(self.share(name, rows) * ends).astype(np.int64)

    def weighted(self, name: str, rows: Whole, weights: Sequence[float]) -> Whole:
        """Return a place in `weights` for each row, as often as its weight says."""
        steps = np.cumsum(np.asarray(weights, dtype=np.float64))
        found = np.searchsorted(steps / steps[-1], self.share(name, rows), side="right")
        return np.minimum(found, len(weights) - 1).astype(np.int64)

    def _bits(self, name: str, rows: Whole) -> NDArray[np.uint64]:
        key = sha256(f"{self.seed}/{self.place}/{name}".encode()).digest()
        bits = rows.astype(np.uint64) * _GOLDEN + np.uint64(int.from_bytes(key[:8]))
        for shift, factor in _MIX:
            bits = (bits ^ (bits >> shift)) * factor
        return np.asarray(bits ^ (bits >> _LAST))


@dataclass(frozen=True, slots=True)
class Shuffle:
    """A rearrangement of 0..size-1 that can be asked both ways: rank = (step row + start) mod size.

    The step is near the golden section of the size, so neighbouring ranks lie far apart.
    """

    size: int
    step: int
    start: int

    @classmethod
    def of(cls, size: int, seed: int, name: str) -> "Shuffle":
        """Return the rearrangement of this name; a different one for each name and seed."""
        size = max(size, 1)
        key = int.from_bytes(sha256(f"{seed}/{name}".encode()).digest()[:8])
        step = max(1, int(size * _GOLDEN_SHARE) - key % max(1, size // 16))
        while gcd(step, size) != 1:
            step += 1
        return cls(size, step, key % size)

    def rank(self, rows: Whole) -> Whole:
        """Return the rank of each row."""
        return (rows * self.step + self.start) % self.size

    def row(self, ranks: Whole) -> Whole:
        """Return the row of each rank."""
        back = pow(self.step, -1, self.size)
        return ((ranks - self.start) % self.size) * back % self.size
