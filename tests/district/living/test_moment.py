"""The past of the demonstration is made in one place, and left again."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from mingjian.district.living.moment import Past, at
from mingjian.policy.standing import policies

CHINA = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 25, 8, 30, tzinfo=CHINA)


def past(now: datetime = NOW) -> Past:
    return Past(now, policies().calendar())


def test_whoever_asks_is_told_the_moment_and_only_inside() -> None:
    before = timezone.now
    with at(datetime(2025, 3, 4, 23, 59, tzinfo=CHINA)):
        assert timezone.localdate() == date(2025, 3, 4)
    assert timezone.now is before


def test_the_clock_is_put_back_when_a_story_breaks() -> None:
    before = timezone.now

    def broken() -> None:
        with at(NOW):
            raise ValueError("示例")

    with pytest.raises(ValueError, match="示例"):
        broken()
    assert timezone.now is before


def test_moments_nest() -> None:
    with at(NOW):
        with at(NOW - timedelta(days=9)):
            assert timezone.localdate() == date(2026, 11, 16)
        assert timezone.localdate() == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("workdays", "day"),
    [
        (0, date(2026, 11, 25)),
        (1, date(2026, 11, 24)),
        (3, date(2026, 11, 20)),
        # 10 October 2026 is a Saturday that is worked; 1 to 7 October are holidays.
        (32, date(2026, 10, 12)),
        (33, date(2026, 10, 10)),
        (34, date(2026, 10, 9)),
        (35, date(2026, 10, 8)),
        (36, date(2026, 9, 30)),
    ],
)
def test_working_days_back(workdays: int, day: date) -> None:
    assert past().day(workdays) == day
    assert past().back(workdays).timetz() == NOW.timetz()


def test_a_day_ahead_counts_working_days_too() -> None:
    assert past().day(-3) == date(2026, 11, 30)


def test_now_is_now_on_a_holiday_as_well() -> None:
    sunday = datetime(2026, 11, 22, 1, 0, tzinfo=CHINA)
    assert past(sunday).back(0) == sunday
    assert past(sunday).day(1) == date(2026, 11, 20)


@given(some.integers(1, 600), some.integers(0, 3_000))
def test_further_back_is_earlier_and_no_moment_lies_ahead(workdays: int, hours: int) -> None:
    told = past(NOW + timedelta(hours=hours))
    assert told.back(workdays) < told.back(workdays - 1) <= told.now
    assert policies().calendar().is_workday(told.day(workdays))
