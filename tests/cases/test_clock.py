"""A clock over the steps of a case, against a model that walks day by day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.making import almanac, one_clock, real_calendar, took
from kernel.calendars import listed
from mingjian.cases.engine.clock import run
from mingjian.cases.engine.running import Running
from mingjian.cases.engine.taken import Taken
from mingjian.kernel.workdays import Calendar

REAL = real_calendar()
ALMANAC = almanac(REAL)
DAY = timedelta(days=1)
STEPS = ("apply", "ask", "supply", "extend", "decide", "look")


def d(text: str) -> date:
    return date.fromisoformat(text)


def on(day: str, *steps: Taken, **changes: object) -> Running:
    return run(one_clock(**changes), steps, d(day), ALMANAC)


def due(running: Running) -> date | None:
    return running.due.day if running.due else None


def test_before_the_first_step_it_does_not_run() -> None:
    found = on("2025-03-10")
    assert (found.begun, found.runs, found.due, found.overdue_by) == (False, False, None, 0)


def test_the_day_of_the_start_does_not_count() -> None:
    found = on("2025-03-10", took("apply", "2025-03-03"))
    assert (due(found), found.started_on, found.overdue_by) == (d("2025-03-10"), d("2025-03-03"), 0)
    assert not found.ran_out(d("2025-03-10"))
    later = on("2025-03-12", took("apply", "2025-03-03"))
    assert (later.overdue_by, later.ran_out(d("2025-03-12"))) == (2, True)


def test_a_repeated_start_gives_no_new_time() -> None:
    found = on("2025-03-12", took("apply", "2025-03-03"), took("apply", "2025-03-07"))
    assert due(found) == d("2025-03-10")


def test_after_a_stop_it_may_start_again() -> None:
    steps = [took("apply", "2025-03-03"), took("decide", "2025-03-05"), took("apply", "2025-03-06")]
    found = on("2025-03-07", *steps)
    assert (found.started_on, found.stopped_on, due(found)) == (
        d("2025-03-06"),
        None,
        d("2025-03-13"),
    )


def test_stopped_it_is_late_by_the_day_of_the_stop() -> None:
    steps = [took("apply", "2025-03-03"), took("decide", "2025-03-11")]
    assert [on(day, *steps).overdue_by for day in ("2025-03-12", "2026-03-12")] == [1, 1]
    assert not on("2026-03-12", *steps).runs


def test_a_pause_holds_the_days_after_it_up_to_the_day_of_resumption() -> None:
    steps = [took("apply", "2025-03-03"), took("ask", "2025-03-05")]
    waiting = on("2025-06-30", *steps)
    assert (waiting.is_paused, waiting.due, waiting.overdue_by) == (True, None, 0)
    again = on("2025-03-14", *steps, took("supply", "2025-03-12"))
    # 4 and 5 March were two; 13, 14 and 17 March the other three.
    assert (again.is_paused, due(again)) == (False, d("2025-03-17"))


def test_paused_and_resumed_on_one_day_leaves_nothing_out() -> None:
    steps = [took("apply", "2025-03-03"), took("ask", "2025-03-05"), took("supply", "2025-03-05")]
    found = on("2025-03-06", *steps)
    assert (found.paused, due(found)) == ((), d("2025-03-10"))


def test_a_pause_after_the_end_revives_nothing() -> None:
    found = on("2025-03-20", took("apply", "2025-03-03"), took("ask", "2025-03-12"))
    assert (due(found), found.overdue_by) == (d("2025-03-10"), 8)


def test_a_pause_over_the_festival_counts_only_working_days() -> None:
    steps = [took("apply", "2025-01-24"), took("ask", "2025-01-27"), took("supply", "2025-02-05")]
    # 26 (made up) and 27 January were two; 6, 7 and 8 (made up) February the others.
    assert due(on("2025-02-06", *steps)) == d("2025-02-08")


def test_an_extension_counts_once_and_in_all() -> None:
    steps = [took("apply", "2025-03-03"), took("extend", "2025-03-10")]
    found = on("2025-03-11", *steps)
    assert (found.extended, due(found), found.overdue_by) == (True, d("2025-03-31"), 0)
    assert due(on("2025-04-02", *steps, took("extend", "2025-03-31"))) == d("2025-03-31")


def test_what_ran_out_is_not_extended() -> None:
    found = on("2025-03-12", took("apply", "2025-03-03"), took("extend", "2025-03-11"))
    assert (found.extended, due(found), found.overdue_by) == (False, d("2025-03-10"), 2)


def test_an_extension_never_shortens() -> None:
    short = {"extends": [{"step": "extend", "length": 2}]}
    steps = [took("apply", "2025-03-03"), took("extend", "2025-03-04")]
    assert due(on("2025-03-05", *steps, **short)) == d("2025-03-10")


def test_a_clock_of_a_served_paper_starts_when_it_arrives() -> None:
    asked = {"served": "prior_notice"}
    assert on("2025-03-05", took("apply", "2025-03-03"), **asked).begun
    assert not on("2025-03-05", took("apply", "2025-03-03"), **asked).runs
    served = took("apply", "2025-03-03", served={"prior_notice": d("2025-03-06")})
    assert due(on("2025-03-07", served, **asked)) == d("2025-03-13")
    other = took("apply", "2025-03-03", served={"decision": d("2025-03-06")})
    assert on("2025-03-07", other, **asked).due is None


def test_a_pause_before_the_paper_arrived_leaves_nothing_out() -> None:
    served = took("apply", "2025-03-03", served={"prior_notice": d("2025-03-06")})
    steps = [served, took("ask", "2025-03-04"), took("supply", "2025-03-05")]
    assert due(on("2025-03-07", *steps, served="prior_notice")) == d("2025-03-13")


def test_served_after_the_stop_it_never_ran() -> None:
    served = took("apply", "2025-03-03", served={"prior_notice": d("2025-03-06")})
    found = on("2025-04-07", served, took("decide", "2025-03-04"), served="prior_notice")
    assert (found.started_on, found.stopped_on, found.overdue_by) == (None, d("2025-03-04"), 0)


def test_a_deadline_of_the_packs_is_that_of_the_day_it_starts() -> None:
    known = almanac(REAL, D08={"unit": "working_day", "length": 3})
    asked = one_clock(deadline="D08", length=None, unit=None)
    found = run(asked, [took("apply", "2025-03-03")], d("2025-03-04"), known)
    assert due(found) == d("2025-03-06")


def test_a_window_of_the_year_has_no_length() -> None:
    known = almanac(REAL, D23={"unit": "window", "length": None, "window_to": "06-30"})
    asked = one_clock(deadline="D23", length=None, unit=None)
    assert run(asked, [took("apply", "2025-03-03")], d("2026-03-04"), known).due is None


LATE = Calendar(
    [
        listed("2021-01-01", works=False),
        listed("2021-05-03", works=False, on=d("2021-04-20")),
        listed("2021-05-03", works=True, on=d("2021-06-01")),
    ]
)


@pytest.mark.parametrize(
    ("known_on", "last"), [("2021-04-01", 5), ("2021-04-30", 6), ("2021-07-01", 5)]
)
def test_a_late_and_corrected_calendar_by_what_was_known(known_on: str, last: int) -> None:
    found = run(
        one_clock(), [took("apply", "2021-04-28")], d("2021-04-29"), almanac(LATE, d(known_on))
    )
    assert due(found) == d(f"2021-05-0{last}")


def test_a_correction_after_the_stop_blames_nobody() -> None:
    steps = [took("apply", "2021-04-28"), took("decide", "2021-05-06")]
    found = run(one_clock(), steps, d("2021-07-01"), almanac(LATE))
    assert (due(found), found.overdue_by) == (d("2021-05-06"), 0)
    still = run(one_clock(), steps[:1], d("2021-07-01"), almanac(LATE))
    assert due(still) == d("2021-05-05")


def test_beyond_the_notices_the_day_is_provisional() -> None:
    found = on("2026-12-29", took("apply", "2026-12-28"))
    assert found.due
    assert (found.due.provisional, found.due.unpublished) == (True, (2027,))


def _spread(given_: list[tuple[str, int]]) -> list[Taken]:
    day, found = d("2025-01-20"), []
    for step, gap in given_:
        day += gap * DAY
        found.append(took(step, day))
    return found


pairs = st.tuples(st.sampled_from(STEPS), st.integers(0, 9))
courses = st.lists(pairs, min_size=1, max_size=10).map(_spread)


class Model:
    """The clock `decide` of five working days, walked day by day."""

    def __init__(self, steps: list[Taken]) -> None:
        self.steps = steps

    def last_day(self, until: date) -> date | None:
        """The day on which the fifth counted day falls, if it does before `until`."""
        counting, paused, left, limit, extended = False, False, 0, 5, False
        day, end = self.steps[0].day, None
        while day <= until:
            if counting and not paused and end is None and REAL.is_workday(day):
                left += 1
            if counting and end is None and left == limit:
                end = day
            for one in (one for one in self.steps if one.day == day):
                if one.step == "decide":
                    counting, paused = False, False
                if one.step == "apply" and not counting:
                    counting, paused, left, limit, extended, end = True, False, 0, 5, False, None
                if one.step == "supply":
                    paused = False
                if one.step == "ask":
                    paused = True
                if one.step == "extend" and counting and not extended and self.in_time(end, day):
                    limit, extended, end = 20, True, None if left < 20 else end
            day += DAY
        return end

    @staticmethod
    def in_time(end: date | None, day: date) -> bool:
        return end is None or day <= end


@given(courses)
def test_any_order_of_steps_gives_the_day_that_walking_gives(steps: list[Taken]) -> None:
    today = steps[-1].day + 60 * DAY
    found = run(one_clock(), steps, today, ALMANAC)
    assert found.due is None or found.started_on is not None
    if found.runs:
        assert due(found) == Model(steps).last_day(today)


@given(courses, st.integers(0, 80))
def test_looking_later_never_changes_the_last_day(steps: list[Taken], gap: int) -> None:
    last = steps[-1].day
    first, later = (run(one_clock(), steps, day, ALMANAC) for day in (last, last + gap * DAY))
    assert replace(later, overdue_by=0) == replace(first, overdue_by=0)
    assert later.overdue_by >= first.overdue_by
