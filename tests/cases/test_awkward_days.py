"""Acceptance 2: clocks on the awkward days, each worked by hand from the State Council's notices.

2024: 1 January off; 10-17 February off, 4 and 18 February (Sundays) worked. 2025: 1 January off;
28 January - 4 February off, 26 January and 8 February worked; 1-8 October off, 28 September and
11 October worked. Working days are counted from the day after the event (民法典 201).
"""

from datetime import date

import pytest

from cases.making import almanac, one_clock, real_calendar, took
from kernel.calendars import listed
from mingjian.cases.engine.clock import run
from mingjian.cases.engine.running import Running
from mingjian.cases.engine.taken import Taken
from mingjian.kernel.workdays import Calendar

ALMANAC = almanac(real_calendar())


def on(day: str, *steps: Taken, **changes: object) -> Running:
    return run(one_clock(**changes), steps, date.fromisoformat(day), ALMANAC)


def last(*steps: Taken, **changes: object) -> str | None:
    found = on("2026-01-05", *steps, **changes)
    return found.due.day.isoformat() if found.due else None


def test_year_end() -> None:
    # Friday 27 December 2024; counted 30, 31 December, 2, 3, 6 January.
    assert last(took("apply", "2024-12-27")) == "2025-01-06"
    # Extended to 20 on the last day of the year: 7-10, 13-17, 20-24 make nineteen, the made-up
    # Sunday 26 January is the twentieth.
    steps = (took("apply", "2024-12-27"), took("extend", "2024-12-31"))
    assert last(*steps) == "2025-01-26"


def test_leap_day() -> None:
    # Friday 23 February 2024; counted 26, 27, 28, 29 February and 1 March.
    assert last(took("apply", "2024-02-23")) == "2024-03-01"
    # Paused on leap day itself: it still counts as the fourth; 4 March, the day of the answer,
    # does not; 5 March is the fifth.
    steps = (took("apply", "2024-02-23"), took("ask", "2024-02-29"), took("supply", "2024-03-04"))
    assert last(*steps) == "2024-03-05"
    month = {"length": 1, "unit": "month"}
    assert last(took("apply", "2024-01-31"), **month) == "2024-02-29"
    year = {"length": 1, "unit": "year"}
    # 29 February 2024 and a year: 28 February 2025, a Friday.
    assert last(took("apply", "2024-02-29"), **year) == "2025-02-28"


def test_made_up_days() -> None:
    # Friday 7 February 2025 and one day: the Saturday 8 is worked.
    assert last(took("apply", "2025-02-07"), length=1) == "2025-02-08"
    # An application on a worked Sunday, 26 January 2025: counted 27 January, then 5-8 February.
    assert last(took("apply", "2025-01-26")) == "2025-02-08"
    # A pause over a worked Saturday leaves it out: 10, 11, 12 February instead of 8.
    steps = (took("apply", "2025-02-06"), took("ask", "2025-02-07"), took("supply", "2025-02-08"))
    assert last(*steps) == "2025-02-13"


@pytest.mark.parametrize(
    ("start", "length", "unit", "expected"),
    [
        # 2 September + a month is 2 October, off until the 8th: the 9th.
        ("2025-09-02", 1, "month", "2025-10-09"),
        # 6 days after 30 September is 6 October: the 9th.
        ("2025-09-30", 6, "day", "2025-10-09"),
        # A month to Sunday 28 September, which is worked: stays.
        ("2025-08-28", 1, "month", "2025-09-28"),
        # A year to 1 January 2025, off: the 2nd.
        ("2024-01-01", 1, "year", "2025-01-02"),
    ],
)
def test_terms_that_end_on_holidays(start: str, length: int, unit: str, expected: str) -> None:
    assert last(took("apply", start), length=length, unit=unit, extends=[]) == expected


def test_a_pause_over_a_holiday() -> None:
    # 29 September 2025; 30 September is the first. Asked on the 30th, answered on 9 October: the
    # days off between would not have counted anyway. Then 10, 11 (made up), 13 and 14 October.
    steps = (took("apply", "2025-09-29"), took("ask", "2025-09-30"), took("supply", "2025-10-09"))
    assert last(*steps) == "2025-10-14"
    # Without the pause the 9th counts: one day less.
    assert last(steps[0]) == "2025-10-13"


LATE = (
    listed("2021-01-01", works=False),
    listed("2021-05-03", works=False, on=date(2021, 4, 20)),
    listed("2021-05-08", works=True, on=date(2021, 4, 20)),
)
CORRECTED = listed("2021-05-08", works=False, on=date(2021, 5, 7))


def later(calendar: Calendar, known_on: str | None, *steps: Taken) -> date | None:
    known = almanac(calendar, date.fromisoformat(known_on) if known_on else None)
    found = run(one_clock(), steps, date(2021, 7, 1), known)
    return found.due.day if found.due else None


def test_a_calendar_published_late_and_corrected_afterwards() -> None:
    calendar, start = Calendar([*LATE, CORRECTED]), took("apply", "2021-04-30")
    # Friday 30 April 2021. Before the notice: 3-7 May. With it (3 May off, Saturday 8 worked):
    # 4, 5, 6, 7, 8 May. Corrected on 7 May, the 8th is off after all: Monday 10 May.
    days = [later(calendar, known, start) for known in ("2021-04-19", "2021-04-20", "2021-05-07")]
    assert days == [date(2021, 5, 7), date(2021, 5, 8), date(2021, 5, 10)]
    # Decided on the 8th by the notice of that day it was in time, and stays so.
    done = run(
        one_clock(), [start, took("decide", "2021-05-06")], date(2021, 7, 1), almanac(calendar)
    )
    assert (done.due and done.due.day, done.overdue_by) == (date(2021, 5, 8), 0)


def test_an_extension_asked_for_in_time_stays_so_when_the_calendar_moves() -> None:
    calendar, start = Calendar([*LATE, CORRECTED]), took("apply", "2021-04-30")
    for day, extended in (("2021-05-08", True), ("2021-05-10", True), ("2021-05-11", False)):
        found = run(one_clock(), [start, took("extend", day)], date(2021, 7, 1), almanac(calendar))
        assert found.extended is extended, day


def test_a_year_whose_notice_is_not_out_is_provisional_until_it_is() -> None:
    before = Calendar([listed("2021-01-01", works=False)])
    after = Calendar(
        [
            listed("2021-01-01", works=False),
            listed("2022-01-03", works=False, on=date(2021, 12, 30)),
        ]
    )
    steps = [took("apply", "2021-12-28")]
    first = run(one_clock(), steps, date(2022, 1, 10), almanac(before))
    second = run(one_clock(), steps, date(2022, 1, 10), almanac(after))
    # 29, 30, 31 December, then 3 and 4 January, or with the 3rd off 4 and 5.
    assert first.due is not None
    assert second.due is not None
    assert (first.due.day, first.due.provisional) == (date(2022, 1, 4), True)
    assert (second.due.day, second.due.provisional) == (date(2022, 1, 5), False)
