from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from district.helpers import UNTIL, dice, every
from mingjian.district.days import Window, before_weekend, history, number
from mingjian.policy.standing import policies

LIMIT = 7


def day(days: int) -> date:
    return date(1970, 1, 1) + timedelta(days=days)


def test_days_are_counted_from_1970() -> None:
    assert number(date(1970, 1, 2)) == 1
    assert day(number(UNTIL)) == UNTIL


@given(st.integers(-10_000, 40_000))
def test_a_weekend_becomes_the_friday_before(days: int) -> None:
    found = int(before_weekend(np.array([days]))[0])
    assert 0 <= days - found <= 2
    assert day(found).weekday() < 5
    assert found == days or day(days).weekday() >= 5


@given(st.dates(date(2015, 1, 1), date(2026, 12, 31)))
@settings(max_examples=25)
def test_in_time_is_in_time_and_late_is_late(until: date) -> None:
    calendar = policies().calendar()
    window = Window.of(calendar, until, LIMIT)
    spare = calendar.add(until, 2).day
    for fresh in window.fresh.tolist():
        assert day(fresh) <= until
        assert calendar.add(day(fresh), LIMIT).day >= spare or day(fresh) == until
    for late in window.late.tolist():
        assert calendar.add(day(late), LIMIT).day < until
    assert len(window.fresh)
    assert len(window.late)


def test_history_lies_between_registration_and_two_months_ago() -> None:
    registered = number(UNTIL) - 150 - every(4_000)
    days = history(every(4_000), registered, UNTIL, dice())
    assert np.all(days > registered)
    assert days.max() <= number(UNTIL) - 60


def test_history_begins_no_earlier_than_the_item() -> None:
    first = date(2024, 1, 1)
    days = history(every(500), np.zeros(500, dtype=np.int64), UNTIL, dice(), first)
    assert days.min() > number(first)
