"""Counting and finding working days in logarithmic time, without a list of every day.

Monday to Friday is counted by arithmetic; only the days on which the notices differ from it are
kept, with the running sum of the differences. So no span is fixed and memory stays small.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date
from itertools import accumulate


class WorkdayIndex:
    """The working days under one state of knowledge: `works` says which listed days are worked."""

    def __init__(self, works: Mapping[date, bool]) -> None:
        differing = sorted(day for day in works if works[day] != is_weekday(day))
        self._works = works
        self._ordinals = [day.toordinal() for day in differing]
        self._shift = [0, *accumulate(1 if works[day] else -1 for day in differing)]
        self._ranks = [self.rank(ordinal) for ordinal in self._ordinals]

    def is_workday(self, day: date) -> bool:
        """Whether work is done on `day`: as listed, otherwise Monday to Friday."""
        return self._works.get(day, is_weekday(day))

    def rank(self, ordinal: int) -> int:
        """How many working days there are up to and with the day of this ordinal."""
        return _weekdays_until(ordinal) + self._shift[bisect_right(self._ordinals, ordinal)]

    def ordinal(self, rank: int) -> int:
        """The ordinal of the working day of this rank, counted from 1."""
        place = bisect_left(self._ranks, rank)
        by_weekdays = _nth_weekday(rank - self._shift[place])
        # The next listed day comes first exactly when it is the made-up working day looked for.
        return min([by_weekdays, *self._ordinals[place : place + 1]])


def is_weekday(day: date) -> bool:
    """Monday to Friday."""
    return day.weekday() < 5  # noqa: PLR2004 - Saturday


def _weekdays_until(ordinal: int) -> int:
    weeks, days = divmod(ordinal, 7)  # ordinal 1 is a Monday
    return 5 * weeks + min(days, 5)


def _nth_weekday(rank: int) -> int:
    weeks, days = divmod(rank - 1, 5)
    return 7 * weeks + days + 1
