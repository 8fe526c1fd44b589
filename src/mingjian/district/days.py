"""On which day things happened, in days since 1970-01-01, always seen from `until`."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from mingjian.district.dice import Dice, Whole
from mingjian.district.figures import AGES
from mingjian.kernel.workdays import Calendar

_EPOCH = date(1970, 1, 1).toordinal()
_YEAR = 365
_YOUNGEST = 150
_HISTORY_YEARS = 6
_HISTORY_ENDS = 60
_SPARE = 2
_LATE_UP_TO = 30
_FRIDAY = 4


def number(day: date) -> int:
    """Return the days from 1970-01-01 to `day`."""
    return day.toordinal() - _EPOCH


def registered(subjects: Whole, until: date, dice: Dice) -> Whole:
    """Return the day of registration: ages as in the register feed, none in the last months."""
    age = dice.weighted("age", subjects, AGES) * _YEAR
    return number(until) - _YOUNGEST - age - dice.below("birthday", subjects, _YEAR)


def before_weekend(days: Whole) -> Whole:
    """Return each day, or the Friday before when it is on a weekend."""
    weekday = (days + date(1970, 1, 1).weekday()) % 7
    return days - np.maximum(weekday - _FRIDAY, 0)


def history(
    rows: Whole, registered_on: Whole, until: date, dice: Dice, earliest: date | None = None
) -> Whole:
    """Return a day after registration, of the last six years but not of the last two months."""
    end = number(until) - _HISTORY_ENDS
    start = np.maximum(registered_on, end - _HISTORY_YEARS * _YEAR)
    if earliest:
        start = np.maximum(start, number(earliest))
    start = start + _SPARE
    return np.maximum(before_weekend(start + dice.below("day", rows, end - start)), start)


@dataclass(frozen=True, slots=True)
class Window:
    """Days of decisions sent in time, and of decisions sent late, when the file comes on `until`.

    Both keep two working days off the limit: the file may be read a day later than planned.
    """

    fresh: Whole
    late: Whole

    @classmethod
    def of(cls, calendar: Calendar, until: date, limit: int) -> "Window":
        """Return the window for a time limit of so many working days."""
        days = [until - timedelta(days=back) for back in range(3 * (limit + _LATE_UP_TO))]
        aged = [(calendar.count_between(d, until), d) for d in days if calendar.is_workday(d)]
        fresh = [number(d) for age, d in aged if age <= max(0, limit - _SPARE)]
        late = [number(d) for age, d in aged if limit + _SPARE <= age <= limit + _LATE_UP_TO]
        return cls(np.array(fresh or [number(until)]), np.array(late))

    def fresh_days(self, rows: Whole, dice: Dice) -> Whole:
        """Return a day in time for each row."""
        return self.fresh[dice.below("fresh", rows, len(self.fresh))]

    def late_days(self, rows: Whole, dice: Dice) -> Whole:
        """Return a day too early, so that the row comes late."""
        return self.late[dice.below("late", rows, len(self.late))]
