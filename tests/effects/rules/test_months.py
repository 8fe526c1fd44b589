from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effects.rules.making import day
from mingjian.effects.rules.months import BeyondTheCalendar, after_months, last_day

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
MONTHS = st.integers(0, 120)


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        ("2024-01-15", 3, "2024-04-15"),  # the corresponding day
        ("2024-01-31", 1, "2024-02-29"),  # none in February: the last day of a leap year's
        ("2023-01-31", 1, "2023-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2024-12-31", 1, "2025-01-31"),  # over the year's end
        ("2024-12-31", 2, "2025-02-28"),
        ("2024-11-30", 1, "2024-12-30"),
        ("2024-02-29", 1, "2024-03-29"),  # the end of a month is no corresponding day by itself
        ("2024-05-31", 0, "2024-05-31"),
    ],
)
def test_a_period_ends_with_the_corresponding_day(start: str, months: int, last: str) -> None:
    assert last_day(day(start), months) == day(last)


def test_the_corresponding_day_still_belongs_to_the_period() -> None:
    assert after_months(day("2024-01-15"), 3) == day("2024-04-16")
    assert after_months(day("2023-01-31"), 1) == day("2023-03-01")


def test_no_months_are_no_period() -> None:
    assert after_months(day("2024-01-15"), 0) == day("2024-01-15")


def test_a_holiday_does_not_lengthen_a_term() -> None:
    # 2024-10-01 is a holiday; a term that ends with it is over on the 2nd all the same.
    assert after_months(day("2024-07-01"), 3) == day("2024-10-02")


@pytest.mark.parametrize(("start", "months"), [("9999-01-01", 12), ("9998-12-31", 12)])
def test_beyond_the_calendar_is_told(start: str, months: int) -> None:
    with pytest.raises(BeyondTheCalendar, match="beyond"):
        after_months(day(start), months)


def test_the_last_day_of_all_is_still_a_last_day() -> None:
    assert last_day(day("9998-12-31"), 12) == date.max


@given(start=DAYS, months=MONTHS)
def test_the_last_day_is_the_same_day_or_the_end_of_a_shorter_month(
    start: date, months: int
) -> None:
    last = last_day(start, months)
    whole = (last.year - start.year) * 12 + last.month - start.month
    assert whole == months
    assert last.day == start.day or (
        last.day < start.day and (last + timedelta(days=1)).month != last.month
    )


@given(start=DAYS, later=st.integers(0, 400), months=MONTHS, more=MONTHS)
def test_later_and_longer_never_end_earlier(
    start: date, later: int, months: int, more: int
) -> None:
    end = after_months(start, months)
    assert after_months(start + timedelta(days=later), months) >= end
    assert after_months(start, months + more) >= end
    assert end >= start
