"""Laws of working days, against a plain day-by-day model."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mingjian.kernel.workdays import Calendar, CalendarDay

FIRST, LAST = date(2020, 1, 1), date(2022, 12, 31)
DAYS = st.dates(FIRST, LAST)
COUNTS = st.integers(0, 60)
PUBLICATIONS = [date(2019, 11, 1), date(2020, 2, 1), date(2020, 11, 1)]


def entry(day: date, published_on: date, *, works: bool) -> CalendarDay:
    return CalendarDay(day, works=works, holiday="示例", notice="示例", published_on=published_on)


ENTRIES = st.dictionaries(
    st.tuples(DAYS, st.sampled_from(PUBLICATIONS)), st.booleans(), max_size=40
).map(lambda said: [entry(day, on, works=works) for (day, on), works in said.items()])
CALENDARS = ENTRIES.map(Calendar)


def naive_is_workday(entries: list[CalendarDay], day: date, known_on: date) -> bool:
    told = [e for e in entries if e.day == day and e.published_on <= known_on]
    if not told:
        return day.isoweekday() <= 5
    return max(told, key=lambda e: e.published_on).works


def naive_add(entries: list[CalendarDay], day: date, n: int, known_on: date) -> date:
    while n:
        day += timedelta(days=1)
        n -= naive_is_workday(entries, day, known_on)
    return day


@given(ENTRIES, DAYS, st.integers(1, 60), st.sampled_from(PUBLICATIONS))
def test_add_agrees_with_counting_day_by_day(
    entries: list[CalendarDay], day: date, n: int, known_on: date
) -> None:
    assert Calendar(entries).add(day, n, known_on).day == naive_add(entries, day, n, known_on)


@given(CALENDARS, DAYS, st.integers(1, 60))
def test_counting_undoes_adding(calendar: Calendar, day: date, n: int) -> None:
    assert calendar.count_between(day, calendar.add(day, n).day) == n


@given(CALENDARS, DAYS, COUNTS)
def test_a_deadline_is_always_a_working_day_not_before_its_start(
    calendar: Calendar, day: date, n: int
) -> None:
    due = calendar.add(day, n).day
    assert calendar.is_workday(due)
    assert due >= day


@given(CALENDARS, DAYS, DAYS, COUNTS, COUNTS)
def test_later_starts_and_longer_terms_never_end_earlier(
    calendar: Calendar, day: date, other: date, n: int, more: int
) -> None:
    first, second = sorted((day, other))
    assert calendar.add(first, n).day <= calendar.add(second, n).day
    assert calendar.add(first, n).day <= calendar.add(first, n + more).day


@given(CALENDARS, DAYS, st.integers(1, 30), st.integers(1, 30))
def test_adding_in_two_steps_is_adding_once(calendar: Calendar, day: date, n: int, m: int) -> None:
    assert calendar.add(calendar.add(day, n).day, m).day == calendar.add(day, n + m).day


@given(CALENDARS, DAYS, DAYS, DAYS)
def test_counts_add_up(calendar: Calendar, a: date, b: date, c: date) -> None:
    parts = calendar.count_between(a, b) + calendar.count_between(b, c)
    assert parts == calendar.count_between(a, c)


@given(CALENDARS, DAYS, st.integers(0, 200))
def test_the_array_holds_exactly_the_working_days(
    calendar: Calendar, start: date, length: int
) -> None:
    span = [start + timedelta(days=n) for n in range(length)]
    array = calendar.workdays_array(start, start + timedelta(days=length))
    assert array == [day for day in span if calendar.is_workday(day)]


@given(CALENDARS, DAYS, DAYS)
def test_in_time_is_never_late_and_late_is_never_in_time(
    calendar: Calendar, due: date, done: date
) -> None:
    moved = calendar.last_day_moves(due).day
    assert (calendar.late_by(due, done) > 0) == (done > moved)


@given(ENTRIES, ENTRIES, DAYS, COUNTS, st.integers(0, 365))
def test_a_correction_afterwards_leaves_what_was_known_unchanged(
    entries: list[CalendarDay], later: list[CalendarDay], day: date, n: int, delay: int
) -> None:
    known_on = PUBLICATIONS[-1] + timedelta(days=delay)
    corrections = [
        entry(e.day, known_on + timedelta(days=1), works=e.works)
        for e in {e.day: e for e in later}.values()
    ]
    corrected = Calendar([*corrections, *entries])
    assert corrected.add(day, n, known_on) == Calendar(entries).add(day, n, known_on)


@given(ENTRIES, DAYS, COUNTS)
def test_final_results_touch_published_years_only(
    entries: list[CalendarDay], day: date, n: int
) -> None:
    deadline = Calendar(entries).add(day, n)
    published = {e.day.year for e in entries}
    assert deadline.provisional or deadline.day.year in published
    assert not published & set(deadline.unpublished)
