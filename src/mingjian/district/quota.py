"""How many rows of a file carry which dirt, and which rows those are: exact, without a list."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

import numpy as np

from mingjian.district.deliveries import ABNORMAL, LICENCE, PENALTY, REGISTER, Delivery, Part
from mingjian.district.dice import Dice, Flag, Shuffle, Whole
from mingjian.district.plan import Dirt, Soil

_FEW_ROWS = 100
_MOST_DIRT = 0.75

_CODES = (Soil.BAD_CHECK_DIGIT, Soil.PLACEHOLDER_CODE)
_DATES = (Soil.DATE_SLASHES, Soil.DATE_DOTS, Soil.DATE_COMPACT, Soil.DATE_CHINESE)
_ROWS = (Soil.DUPLICATE, Soil.MISSING_REQUIRED, Soil.FUTURE_DATE)
_NAMES = (Soil.NAME_SPACES, Soil.NAME_DISAGREES)
_EVERYWHERE = (*_CODES, *_DATES, *_ROWS)
_DECISIONS = (*_EVERYWHERE, *_NAMES, Soil.NAME_BRACKETS, Soil.OTHER_UNNAMED)

POSSIBLE: Mapping[str, tuple[Soil, ...]] = {
    REGISTER: (*_EVERYWHERE, Soil.NUMBER_AS_FLOAT),
    LICENCE: (*_DECISIONS, Soil.NUMBER_AS_FLOAT),
    PENALTY: (*_DECISIONS, Soil.WITHOUT_CODE, Soil.YUAN_AS_WAN, Soil.SIMPLE_PROCEDURE),
    ABNORMAL: (*_EVERYWHERE, *_NAMES),
}
"""Which dirt can occur in which item at all."""

_NOT_IN_LAYOUT: Mapping[str, frozenset[Soil]] = {
    "2015-16": frozenset({Soil.OTHER_UNNAMED, Soil.NUMBER_AS_FLOAT, Soil.YUAN_AS_WAN})
}
"""The form of 2015/16 has its own codes for 其他, and neither licence numbers nor amounts."""


@dataclass(frozen=True, slots=True)
class Quota:
    """Counts of dirt in one file. The first ranks of the shuffled rows are dirty, kind by kind."""

    counts: Mapping[Soil, int]
    shuffle: Shuffle

    @property
    def dirty(self) -> int:
        """How many rows carry any dirt."""
        return sum(self.counts.values())

    def start(self, soil: Soil) -> int:
        """Return the rank of the first row with this dirt."""
        kinds = list(self.counts)
        return sum(self.counts[kind] for kind in kinds[: kinds.index(soil)])

    def clean(self, places: Whole, skip: int = 0) -> Whole:
        """Return clean rows: the one at each place, counted after the first `skip`."""
        size = max(1, self.shuffle.size - self.dirty)
        return self.shuffle.row(self.dirty + (places + skip) % size)


@dataclass(frozen=True, slots=True)
class Soiled:
    """The dirt of some rows: their ranks in the file's quota."""

    quota: Quota
    ranks: Whole

    def are(self, *soils: Soil) -> Flag:
        """Tell which rows carry one of these kinds."""
        found = np.zeros(len(self.ranks), dtype=np.bool_)
        for soil in soils:
            if soil in self.quota.counts:
                places = self.ranks - self.quota.start(soil)
                found |= (places >= 0) & (places < self.quota.counts[soil])
        return found

    @property
    def any(self) -> Flag:
        """Tell which rows carry any dirt."""
        return self.ranks < self.quota.dirty


HARMLESS = frozenset({*_DATES, Soil.NUMBER_AS_FLOAT})
"""Dirt with which a row of the register still registers its subject."""


def unregistered(planted: Mapping[str, int]) -> int:
    """Return how many subjects of the register have no row in it that can be taken in."""
    return sum(count for kind, count in planted.items() if Soil(kind) not in HARMLESS)


def register_dirt(dirt: Dirt, rows: int) -> dict[Soil, int]:
    """Return the counts for a register of so many rows, before its population is known."""
    return _counts({soil: dirt.rates.get(soil, 0.0) for soil in POSSIBLE[REGISTER]}, rows)


def quota(delivery: Delivery, dirt: Dirt, seed: int) -> Quota:
    """Return the dirt of one file."""
    barred = _NOT_IN_LAYOUT.get(delivery.layout, frozenset())
    kinds = [soil for soil in POSSIBLE[delivery.item] if soil not in barred]
    rates = {soil: dirt.rates.get(soil, 0.0) for soil in kinds}
    if delivery.repeats is not None:
        rates[Soil.SENT_TWICE] = dirt.rates.get(Soil.SENT_TWICE, 0.0)
    if delivery.part is Part.CURRENT and delivery.department is not None:
        rates[Soil.LATE] = _late(delivery, dirt, seed)
    counts = _counts(rates, delivery.rows)
    return Quota(counts, Shuffle.of(delivery.rows, seed, f"{delivery.id}/dirt"))


def _late(delivery: Delivery, dirt: Dirt, seed: int) -> float:
    """Most departments are nearly in time and few are not: the cube leans to the least share."""
    least, most = dirt.late
    lean = float(Dice(seed).share(f"{delivery.id}/late", np.zeros(1, dtype=np.int64))[0]) ** 3
    return least + (most - least) * lean


def _counts(rates: Mapping[Soil, float], rows: int) -> dict[Soil, int]:
    """Whole rows for each rate: one at least in files not small, never most."""
    rounded = ceil if rows >= _FEW_ROWS else int
    counts = {soil: rounded(rate * rows) for soil, rate in rates.items() if rate > 0}
    most, wanted = int(rows * _MOST_DIRT), sum(counts.values())
    if wanted > most:
        counts = {soil: int(count * most / wanted) for soil, count in counts.items()}
    return {soil: count for soil, count in counts.items() if count}
