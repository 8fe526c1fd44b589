"""The past of the demonstration: verbs that ask for the time are told a moment of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.utils import timezone

from mingjian.kernel.workdays import Calendar

_LOOK_BACK = timedelta(days=1200)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let everything that asks Django for the time be told `moment`; for one process, one thread.

    A verb of a case is done now, and nobody may date a step back. Only here is there a past to be
    made up, so only here the clock is replaced, and not opened to callers of the verbs. The log
    has the database's clock and says when the past was made.
    """
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real


class Past:
    """Moments so many working days before now, all at the time of day that it is now."""

    def __init__(self, now: datetime, calendar: Calendar) -> None:
        self.now = now
        self._calendar = calendar
        self.today: date = timezone.localdate(now)
        self._days = calendar.workdays_array(self.today - _LOOK_BACK, self.today)

    def back(self, workdays: int) -> datetime:
        """The moment so many working days ago; 0 is now itself, whatever day it is."""
        if workdays == 0:
            return self.now
        return self.now - timedelta(days=(self.today - self._days[-workdays]).days)

    def day(self, workdays: int) -> date:
        """The day so many working days ago; less than nought: ahead."""
        if workdays < 0:
            return self._calendar.add(self.today, -workdays).day
        return timezone.localdate(self.back(workdays))
