"""A clock of a case: when it started, what it left out, its last day, by how much it was missed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mingjian.cases.engine.counting import Term, last_day
from mingjian.cases.engine.taken import Almanac, Taken
from mingjian.kernel.period import Period
from mingjian.kernel.workdays import Deadline
from mingjian.policy.schema.procedure import Clock

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Running:
    """How a clock stands.

    `due` None: not started, paused before its end, or of no legal length on that day. `paused`: the
    days left out, an open period while the pause lasts. `overdue_by`: working days.
    """

    clock: Clock
    begun: bool = False
    started_on: date | None = None
    stopped_on: date | None = None
    due: Deadline | None = None
    paused: tuple[Period, ...] = ()
    extended: bool = False
    overdue_by: int = 0

    @property
    def runs(self) -> bool:
        """Whether time is being counted, or would be were there no pause."""
        return self.started_on is not None and self.stopped_on is None

    @property
    def is_paused(self) -> bool:
        """Whether it stands still now."""
        return self.runs and any(pause.end is None for pause in self.paused)

    def ran_out(self, today: date) -> bool:
        """Whether it ended by itself before today."""
        return self.runs and self.due is not None and self.due.day < today


@dataclass(frozen=True, slots=True)
class _Course:
    """The last run of a clock as the steps tell it."""

    begun: bool = False
    started_on: date | None = None
    stopped_on: date | None = None
    pauses: tuple[Period, ...] = ()
    extended_on: date | None = None
    extended_to: int | None = None

    @property
    def live(self) -> bool:
        return self.begun and self.stopped_on is None


def run(clock: Clock, taken: Iterable[Taken], today: date, almanac: Almanac) -> Running:
    """How `clock` stands on `today` after these steps.

    A start while it runs starts nothing anew: a repeated step must not give the office more time.
    An extension counts once, and only on or before the day it extends. Whether a stopped clock was
    kept is judged by the calendar known when it stopped: a later correction blames nobody.
    """
    course = _Course()
    for one in taken:
        course = _after(course, clock, one)
    if course.started_on is None:
        return Running(clock, course.begun, stopped_on=course.stopped_on)
    return _counted(clock, course, today, _as_known(almanac, course.stopped_on))


def _after(course: _Course, clock: Clock, one: Taken) -> _Course:
    if one.step in clock.stops and course.live:
        course = _stopped(course, one.day)
    if one.step in clock.starts and not course.live:
        course = _Course(begun=True, started_on=_start(clock, one))
    if not course.live:
        return course
    if one.step in clock.resumes:
        course = replace(course, pauses=_resumed(course.pauses, one.day))
    if one.step in clock.pauses and not _open(course.pauses):
        course = replace(course, pauses=(*course.pauses, Period(one.day + _DAY, None)))
    return _extended(course, clock, one)


def _start(clock: Clock, one: Taken) -> date | None:
    return one.day if clock.served is None else one.served.get(clock.served)


def _stopped(course: _Course, day: date) -> _Course:
    """A paper served only after the stop never started the time."""
    started = course.started_on
    if started is not None and started > day:
        started = None
    pauses = _resumed(course.pauses, day)
    return replace(course, started_on=started, stopped_on=day, pauses=pauses)


def _open(pauses: tuple[Period, ...]) -> bool:
    return bool(pauses) and pauses[-1].end is None


def _resumed(pauses: tuple[Period, ...], day: date) -> tuple[Period, ...]:
    """The day of an event is not counted (民法典 201): the pause holds the days after its step.

    So the day of the pausing step still counts and that of the resuming one does not.
    """
    if not _open(pauses):
        return pauses
    kept, start = pauses[:-1], pauses[-1].start
    return (*kept, Period(start, day + _DAY)) if day >= start else kept


def _extended(course: _Course, clock: Clock, one: Taken) -> _Course:
    to = next((e.length for e in clock.extends if e.step == one.step), None)
    if to is None or course.extended_on is not None:
        return course
    return replace(course, extended_on=one.day, extended_to=to)


def _counted(clock: Clock, course: _Course, today: date, almanac: Almanac) -> Running:
    if course.started_on is None:
        return Running(clock, course.begun)
    term = term_of(clock, course.started_on, almanac)
    pauses = _clipped(course.pauses, course.started_on)
    running = Running(clock, True, course.started_on, course.stopped_on, paused=pauses)
    if term is None:
        return running
    extended = _in_time(course, term, pauses, almanac)
    if extended:
        term = replace(term, length=max(term.length, course.extended_to or 0))
    due = last_day(course.started_on, term, pauses, almanac.calendar, almanac.known_on)
    late = _late(due, course.stopped_on or today, almanac)
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
    counted = Period(start + _DAY, None)
    found = (pause.intersection(counted) for pause in pauses)
    return tuple(pause for pause in found if pause is not None)


def _in_time(course: _Course, term: Term, pauses: tuple[Period, ...], almanac: Almanac) -> bool:
    if course.extended_on is None or course.started_on is None:
        return False
    known = _as_known(almanac, course.extended_on).known_on
    due = last_day(course.started_on, term, pauses, almanac.calendar, known)
    return due is None or course.extended_on <= due.day


def _as_known(almanac: Almanac, day: date | None) -> Almanac:
    if day is None or (almanac.known_on is not None and almanac.known_on <= day):
        return almanac
    return replace(almanac, known_on=day)


def _late(due: Deadline | None, done: date, almanac: Almanac) -> int:
    return 0 if due is None else almanac.calendar.late_by(due.day, done, almanac.known_on)
