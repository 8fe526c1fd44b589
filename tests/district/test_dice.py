from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from district.helpers import every
from mingjian.district.dice import Dice, Shuffle

SEEDS = st.integers(0, 2**32)
SIZES = st.integers(1, 5_000)
FIRST = [397, 904, 245, 213, 4]


@given(SEEDS, st.integers(0, 10**9))
def test_a_draw_depends_on_its_row_alone(seed: int, row: int) -> None:
    together = Dice(seed).share("x", np.array([row, row + 1, row + 2]))
    alone = Dice(seed).share("x", np.array([row + 1]))
    assert together[1] == alone[0]
    assert np.all((together >= 0) & (together < 1))


def test_draws_differ_by_seed_place_and_name() -> None:
    rows = every(100)
    drawn = [
        Dice(1).share("x", rows),
        Dice(2).share("x", rows),
        Dice(1, "file").share("x", rows),
        Dice(1).share("y", rows),
    ]
    assert len({tuple(each) for each in drawn}) == 4


def test_the_first_draws_stay_what_they_were() -> None:
    """Equal seeds give equal districts also tomorrow: a change here changes every district."""
    assert Dice(2019).below("x", every(5), 1_000).tolist() == FIRST


def test_shares_are_even() -> None:
    counts = np.bincount(Dice(7).below("even", every(100_000), 10))
    assert counts.min() > 9_600
    assert counts.max() < 10_400


def test_weights_are_kept_and_nought_is_never_drawn() -> None:
    drawn = Counter(Dice(7).weighted("w", every(50_000), [3, 0, 1]).tolist())
    assert drawn[1] == 0
    assert drawn[0] / drawn[2] == pytest.approx(3, rel=0.05)


@given(SIZES, SEEDS)
def test_a_shuffle_is_a_rearrangement_that_can_be_undone(size: int, seed: int) -> None:
    shuffle = Shuffle.of(size, seed, "s")
    ranks = shuffle.rank(every(size))
    assert sorted(ranks.tolist()) == list(range(size))
    assert np.array_equal(shuffle.row(ranks), every(size))


def test_neighbours_lie_apart() -> None:
    ranks = Shuffle.of(10_000, 1, "s").rank(every(10_000))
    assert np.abs(np.diff(ranks)).min() > 1_000
