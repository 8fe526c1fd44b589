"""The last day of a term: working days, days, months or years, with pauses left out.

The day of the event is not counted (民法典 201). Months and years end on the day of the same
number, or on the last of the month where there is none (202). A last day off moves to the next
working day (203). Days inside a pause do not count; a month or a year with one ends so many days
later.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from mingjian.kernel.period import Period
from mingjian.kernel.workdays import Calendar, Deadline

TermUnit = Literal["working_day", "day", "month", "year"]
_DAY = timedelta(days=1)
_MONTHS = {"month": 1, "year": 12}


@dataclass(frozen=True, slots=True)
class Term:
    """So many of a unit."""

    length: int
    unit: TermUnit


def last_day(
    start: date,
    term: Term,
    pauses: Iterable[Period],
    calendar: Calendar,
    known_on: date | None = None,
) -> Deadline | None:
    """The last day of `term` after `start`; None while an open pause comes before it.

    `pauses` lie after `start`, in order, without overlap.
    """
    if term.unit == "working_day":
        return _working(start, term.length, tuple(pauses), calendar, known_on)
    end = _plain(start, term, pauses)
    return None if end is None else calendar.last_day_moves(end, known_on)


def months_after(day: date, months: int) -> date:
    """The day of the same number so many months on, or the last of that month (民法典 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _plain(start: date, term: Term, pauses: Iterable[Period]) -> date | None:
    end = _unpaused(start, term)
    for pause in pauses:
        if end < pause.start:
            break
        if pause.end is None:
            return None
        end += pause.end - pause.start
    return end


def _unpaused(start: date, term: Term) -> date:
    if term.unit == "day":
        return start + term.length * _DAY
    return months_after(start, term.length * _MONTHS[term.unit])


def _working(
    start: date, left: int, pauses: tuple[Period, ...], calendar: Calendar, known_on: date | None
) -> Deadline | None:
    due = calendar.add(start, left, known_on)
    if not pauses or due.day < pauses[0].start:
        return due
    pause, rest = pauses[0], pauses[1:]
    if pause.end is None:
        return None
    eve = pause.start - _DAY
    used = calendar.count_between(start, eve, known_on)
    later = _working(pause.end - _DAY, left - used, rest, calendar, known_on)
    return later and _with_years(later, start, eve, calendar, known_on)


def _with_years(
    due: Deadline, start: date, eve: date, calendar: Calendar, known_on: date | None
) -> Deadline:
    """What was counted before a pause is as provisional as the years it lies in."""
    years = set(due.unpublished)
    for year in range((start + _DAY).year, eve.year + 1):
        asked = max(start + _DAY, date(year, 1, 1))
        years |= {y for y in calendar.last_day_moves(asked, known_on).unpublished if y == year}
    return Deadline(due.day, tuple(sorted(years)))
