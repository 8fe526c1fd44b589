"""Made-up names, each of one subject only, each with 示例 in it.

Three subjects share a brand and differ in place and trade, as near-equal names of different firms
do. Unique by construction: a brand belongs to one group of three, and within a group no place
repeats. What stands before 示例 is the place, and no trade begins with a character of longer
brands, so no two of these pieces can run together to the same name.
"""

import numpy as np

from mingjian.district.dice import Dice, Flag, Shuffle, Whole
from mingjian.district.text import Column, chosen, either, joined
from mingjian.district.words import names as words

MARK = "示例"
GROUP = 3
BRACKETS_EACH = 24
"""One firm in so many has its place in brackets: 4.2 %, as in the public register of Ningbo."""


def brands(groups: Whole, seed: int) -> Column:
    """Return the brand of each group: two characters while they last, then three, then four."""
    letters = words().brands
    short = len(letters.first) * len(letters.second)
    longer = short * len(letters.third)
    number = _within(groups, (short, longer, longer * len(letters.third)), seed)
    pair, rest = number % short, number // short
    parts = joined(
        chosen(letters.first, pair // len(letters.second)),
        chosen(letters.second, pair % len(letters.second)),
    )
    thirds = ["", *letters.third]
    third = np.where(groups >= short, rest % len(letters.third) + 1, 0)
    fourth = np.where(groups >= short + longer, rest // len(letters.third) + 1, 0)
    return joined(parts, chosen(thirds, third), chosen(thirds, fourth))


def names(subjects: Whole, tails: Column, bracketed: Flag, dice: Dice) -> Column:
    """Return place + 示例 + brand + tail, or 示例 + brand（place）tail where bracketed."""
    groups = subjects // GROUP
    brand = joined(MARK, brands(groups, dice.seed))
    turn = dice.below("place", groups, len(words().places)) + subjects % GROUP
    place = chosen(words().places, turn % len(words().places))
    return either(bracketed, joined(brand, "（", place, "）", tails), joined(place, brand, tails))


def _within(groups: Whole, sizes: tuple[int, ...], seed: int) -> Whole:
    """The number of each group in its band; shuffled so that neighbours do not look alike."""
    numbers, start = groups.copy(), 0
    for size in sizes:
        here = (groups >= start) & (groups < start + size)
        numbers[here] = Shuffle.of(size, seed, "brands").rank(groups[here] - start)
        start += size
    return numbers
