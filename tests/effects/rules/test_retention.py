"""浙江条例 16: five years from the finding, longer only while still on a serious list."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effects.rules.making import SAID, day, named, rules
from mingjian.effects.rules.retention import adverse_retention
from mingjian.kernel.period import FOREVER, Period
from mingjian.kernel.verdict import CannotTell

DAYS = st.dates(date(2018, 1, 1), date(2040, 1, 1))
ORDINANCE = named("zj_ordinance_2018")


@pytest.mark.parametrize(
    ("found", "end"),
    [
        ("2018-01-01", "2023-01-02"),  # five years end with 2023-01-01
        ("2020-02-29", "2025-03-01"),  # no 29 February in 2025
        ("2019-12-31", "2025-01-01"),
    ],
)
def test_five_years(found: str, end: str) -> None:
    assert adverse_retention(day(found), ORDINANCE) == Period(day(found), day(end))


@pytest.mark.parametrize(
    ("start", "end", "kept_until"),
    [
        ("2019-06-01", "2024-06-01", "2024-06-01"),  # still listed after five years
        ("2019-06-01", FOREVER, FOREVER),
        ("2019-06-01", "2022-06-01", "2023-01-02"),  # off the list before
        ("2019-06-01", "2023-01-02", "2023-01-02"),  # off on the very day
        ("2023-01-02", "2024-01-01", "2024-01-01"),  # on the list on the day it would leave
        ("2023-01-03", "2024-01-01", "2023-01-02"),  # listed after it had left: not revived
    ],
)
def test_longer_while_listed(start: str, end: str | None, kept_until: str | None) -> None:
    listed = Period(day(start), day(end) if end else FOREVER)
    kept = adverse_retention(day("2018-01-01"), ORDINANCE, listed)
    assert kept == Period(day("2018-01-01"), day(kept_until) if kept_until else FOREVER)


def test_unknown_and_unruled_are_doubts() -> None:
    assert isinstance(adverse_retention(None, ORDINANCE), CannotTell)
    assert isinstance(adverse_retention(day("2020-01-01"), named("zj_repair_671")), CannotTell)
    memory = rules(retention=[{"months": 60, **SAID, "mark": "recalled"}])
    assert isinstance(adverse_retention(day("2020-01-01"), memory), CannotTell)


def test_a_list_does_not_lengthen_where_the_rules_do_not_say_so() -> None:
    plain = rules(retention=[{"months": 60, **SAID}])
    kept = adverse_retention(day("2018-01-01"), plain, Period.starting(day("2019-01-01")))
    assert kept == Period(day("2018-01-01"), day("2023-01-02"))


@given(found=DAYS, start=DAYS, days=st.integers(1, 5000))
def test_a_list_never_shortens(found: date, start: date, days: int) -> None:
    listed = Period(start, date.fromordinal(start.toordinal() + days))
    alone, with_list = (adverse_retention(found, ORDINANCE, one) for one in (None, listed))
    assert isinstance(alone, Period)
    assert isinstance(with_list, Period)
    assert alone.end is not None
    assert with_list.end is not None
    assert alone.end <= with_list.end
    assert with_list.end in {alone.end, listed.end}
