"""The last day of a term against a model that counts day by day, and on the awkward days."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.making import real_calendar
from kernel.calendars import listed
from mingjian.cases.engine.counting import Term, TermUnit, last_day, months_after
from mingjian.kernel.period import Period
from mingjian.kernel.workdays import Calendar

REAL = real_calendar()
DAY = timedelta(days=1)
days = st.dates(date(2019, 1, 1), date(2025, 10, 1))


def d(text: str) -> date:
    return date.fromisoformat(text)


def off(day: date, pauses: list[Period]) -> bool:
    return any(day in pause for pause in pauses)


def naive(start: date, term: Term, pauses: list[Period], calendar: Calendar) -> date:
    """Counts one day after another."""
    day, left = start, term.length
    while left or not (term.unit == "day" or calendar.is_workday(day)):
        day += DAY
        if (term.unit == "day" or calendar.is_workday(day)) and not off(day, pauses):
            left = max(0, left - 1)
    while not calendar.is_workday(day):
        day += DAY
    return day


@st.composite
def pauses_after(draw: st.DrawFn, start: date) -> list[Period]:
    found, day = [], start + DAY
    for _ in range(draw(st.integers(0, 4))):
        day += draw(st.integers(0, 12)) * DAY
        end = day + draw(st.integers(1, 25)) * DAY
        found.append(Period(day, end))
        day = end
    return found


@given(st.data(), days, st.integers(1, 40), st.sampled_from(["working_day", "day"]))
def test_it_ends_where_counting_one_by_one_ends(
    data: st.DataObject, start: date, length: int, unit: TermUnit
) -> None:
    pauses, term = data.draw(pauses_after(start)), Term(length, unit)
    due = last_day(start, term, pauses, REAL)
    assert due is not None
    assert (due.day, due.provisional) == (naive(start, term, pauses, REAL), False)


@given(st.data(), days, st.integers(0, 30), st.sampled_from(["working_day", "day", "month"]))
def test_a_pause_never_shortens_and_a_longer_term_never_ends_earlier(
    data: st.DataObject, start: date, length: int, unit: TermUnit
) -> None:
    pauses = data.draw(pauses_after(start))
    plain, paused = (last_day(start, Term(length, unit), p, REAL) for p in ((), pauses))
    longer = last_day(start, Term(length + 1, unit), pauses, REAL)
    assert plain
    assert paused
    assert longer
    assert start <= plain.day <= paused.day <= longer.day
    assert REAL.is_workday(paused.day)


@given(days, st.integers(0, 60))
def test_months_keep_the_number_of_the_day_or_take_the_last(day: date, months: int) -> None:
    found = months_after(day, months)
    last = monthrange(found.year, found.month)[1]
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == min(day.day, last)


@pytest.mark.parametrize(
    ("start", "length", "unit", "expected"),
    [
        # 7 working days over the end of the year: 1 January 2025 off.
        ("2024-12-27", 7, "working_day", "2025-01-08"),
        # The Sunday 26 January 2025 is worked; the festival lasts from 28 January to 4 February.
        ("2025-01-24", 2, "working_day", "2025-01-27"),
        ("2025-01-24", 3, "working_day", "2025-02-05"),
        # Saturday 8 February 2025 is made up.
        ("2025-02-07", 1, "working_day", "2025-02-08"),
        # Leap day: counted as any Thursday, and a year after it ends on 28 February.
        ("2024-02-28", 1, "working_day", "2024-02-29"),
        ("2024-02-29", 1, "year", "2025-02-28"),
        ("2024-01-31", 1, "month", "2024-02-29"),
        ("2023-01-31", 1, "month", "2023-02-28"),
        # Ends on the National Day: the next working day is 9 October 2025.
        ("2025-09-01", 1, "month", "2025-10-09"),
        ("2025-09-01", 30, "day", "2025-10-09"),
        # Ends on a Sunday that is worked (28 September 2025): stays there.
        ("2025-09-23", 5, "day", "2025-09-28"),
        ("2024-12-01", 1, "month", "2025-01-02"),
        ("2025-05-01", 0, "day", "2025-05-06"),
    ],
)
def test_awkward_days(start: str, length: int, unit: TermUnit, expected: str) -> None:
    due = last_day(d(start), Term(length, unit), (), REAL)
    assert due is not None
    assert due.day == d(expected)


def test_a_pause_over_a_holiday_leaves_out_only_what_would_have_counted() -> None:
    festival = Period(d("2025-01-28"), d("2025-02-05"))
    for pauses in ([], [festival]):
        due = last_day(d("2025-01-24"), Term(3, "working_day"), pauses, REAL)
        assert due is not None
        assert due.day == d("2025-02-05")
    longer = Period(d("2025-01-27"), d("2025-02-06"))
    due = last_day(d("2025-01-24"), Term(3, "working_day"), [longer], REAL)
    assert due is not None
    # Sunday the 26th was the first; then 6 and 7 February.
    assert due.day == d("2025-02-07")


@pytest.mark.parametrize("unit", ["working_day", "day", "month", "year"])
def test_an_open_pause_has_no_end_unless_the_term_ended_before(unit: TermUnit) -> None:
    start, term = d("2025-03-03"), Term(1, unit)
    due = last_day(start, term, (), REAL)
    assert due
    assert last_day(start, term, [Period(due.day + DAY, None)], REAL) == due
    assert last_day(start, term, [Period(start + DAY, None)], REAL) is None


def test_beyond_the_last_notice_it_is_provisional_with_the_years() -> None:
    due = last_day(d("2026-12-28"), Term(7, "working_day"), (), REAL)
    assert due is not None
    assert (due.day, due.unpublished) == (d("2027-01-06"), (2027,))
    within = last_day(d("2026-12-21"), Term(3, "working_day"), (), REAL)
    assert within is not None
    assert not within.provisional


def test_what_was_counted_before_a_pause_is_provisional_too() -> None:
    known = Calendar([listed("2023-01-02", works=False), listed("2021-01-01", works=False)])
    pause = Period(d("2022-01-10"), d("2023-02-01"))
    due = last_day(d("2021-12-29"), Term(9, "working_day"), [pause], known)
    assert due is not None
    assert due.unpublished == (2022,)


def test_a_correction_changes_later_answers_only() -> None:
    late = Calendar(
        [
            listed("2021-01-01", works=False),
            listed("2021-05-03", works=False, on=d("2021-04-01")),
            listed("2021-05-03", works=True, on=d("2021-06-01")),
        ]
    )
    term = Term(1, "working_day")
    ends = [
        last_day(d("2021-04-30"), term, (), late, known_on=d(on))
        for on in ("2021-03-01", "2021-04-01", "2021-05-31", "2021-06-01")
    ]
    assert [due.day.day for due in ends if due] == [3, 4, 4, 3]
