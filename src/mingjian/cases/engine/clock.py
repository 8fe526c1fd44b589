"""A clock of a case: when it started, what it left out, its last day, by how much it was missed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from mingjian.cases.engine.counting import Term, last_day
from mingjian.cases.engine.lap import DAY, Lap, after
from mingjian.cases.engine.running import Running
from mingjian.cases.engine.taken import Almanac, Taken
from mingjian.kernel.period import Period
from mingjian.kernel.workdays import Deadline
from mingjian.policy.schema.procedure import Clock


def run(clock: Clock, taken: Iterable[Taken], today: date, almanac: Almanac) -> Running:
    """How `clock` stands on `today` after these steps.

    A start while it runs starts nothing anew: a repeated step must not give the office more time.
    An extension counts once, and only on or before the day it extends. Whether a stopped clock was
    kept is judged by the calendar known when it stopped: a later correction blames nobody.
    """
    lap = Lap()
    for one in taken:
        lap = after(lap, clock, one)
    if lap.started_on is None:
        return Running(clock, lap.begun, stopped_on=lap.stopped_on)
    return _counted(clock, lap, today, _as_known(almanac, lap.stopped_on))


def _counted(clock: Clock, lap: Lap, today: date, almanac: Almanac) -> Running:
    if lap.started_on is None:
        return Running(clock, lap.begun)
    term = term_of(clock, lap.started_on, almanac)
    pauses = _clipped(lap.pauses, lap.started_on)
    running = Running(clock, True, lap.started_on, lap.stopped_on, paused=pauses)
    if term is None:
        return running
    extended = _in_time(lap, term, pauses, almanac)
    if extended:
        term = replace(term, length=max(term.length, lap.extended_to or 0))
    due = last_day(lap.started_on, term, pauses, almanac.calendar, almanac.known_on)
    late = _late(due, lap.stopped_on or today, almanac)
    return replace(running, due=due, extended=extended, overdue_by=late)


def term_of(clock: Clock, start: date, almanac: Almanac) -> Term | None:
    """The length the law gives a clock that starts on this day; None for a window of the year."""
    if clock.length is not None and clock.unit is not None:
        return Term(clock.length, clock.unit)
    found = almanac.deadline(str(clock.deadline), start)
    if found.length is None or found.unit == "window":
        return None
    return Term(found.length, found.unit)


def _clipped(pauses: tuple[Period, ...], start: date) -> tuple[Period, ...]:
    counted = Period(start + DAY, None)
    found = (pause.intersection(counted) for pause in pauses)
    return tuple(pause for pause in found if pause is not None)


def _in_time(lap: Lap, term: Term, pauses: tuple[Period, ...], almanac: Almanac) -> bool:
    if lap.extended_on is None or lap.started_on is None:
        return False
    known = _as_known(almanac, lap.extended_on).known_on
    due = last_day(lap.started_on, term, pauses, almanac.calendar, known)
    return due is None or lap.extended_on <= due.day


def _as_known(almanac: Almanac, day: date | None) -> Almanac:
    if day is None or (almanac.known_on is not None and almanac.known_on <= day):
        return almanac
    return replace(almanac, known_on=day)


def _late(due: Deadline | None, done: date, almanac: Almanac) -> int:
    return 0 if due is None else almanac.calendar.late_by(due.day, done, almanac.known_on)
