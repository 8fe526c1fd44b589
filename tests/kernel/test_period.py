from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from mingjian.kernel.period import FOREVER, EmptyPeriod, Period

JANUARY = Period(date(2024, 1, 1), date(2024, 2, 1))
FEBRUARY = Period(date(2024, 2, 1), date(2024, 3, 1))


def test_the_end_is_not_in_the_period() -> None:
    assert date(2024, 1, 1) in JANUARY
    assert date(2024, 1, 31) in JANUARY
    assert date(2024, 2, 1) not in JANUARY
    assert date(2023, 12, 31) not in JANUARY


@pytest.mark.parametrize("end", [date(2024, 1, 1), date(2023, 12, 31)])
def test_an_empty_or_reversed_period_is_refused(end: date) -> None:
    with pytest.raises(EmptyPeriod) as caught:
        Period(date(2024, 1, 1), end)
    assert caught.value.status == 422
    assert end.isoformat() in caught.value.sentence("zh")


def test_neighbours_do_not_overlap() -> None:
    assert not JANUARY.overlaps(FEBRUARY)
    assert JANUARY.intersection(FEBRUARY) is None
    assert JANUARY.minus(FEBRUARY) == (JANUARY,)


def test_starting_has_no_end() -> None:
    period = Period.starting(date(2024, 1, 1))
    assert period.end is FOREVER
    assert date.max in period
    assert date(2023, 12, 31) not in period


def test_a_hole_in_an_open_period_leaves_two_parts() -> None:
    assert Period.starting(date(2024, 1, 1)).minus(FEBRUARY) == (
        JANUARY,
        Period.starting(date(2024, 3, 1)),
    )


def test_an_open_period_swallows_what_starts_later() -> None:
    assert FEBRUARY.minus(Period.starting(date(2024, 1, 1))) == ()


def test_a_period_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        JANUARY.start = date(2020, 1, 1)  # type: ignore[misc] # what is tested
