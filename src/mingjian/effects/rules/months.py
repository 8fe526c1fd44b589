"""Periods of months by the calendar: 民法典 200 to 202.

The day of the event is not counted (201). A period of months ends with the corresponding day of its
last month, or with the month's last day where it has none (202): three months from 15 January end
with 15 April, one month from 31 January with the last day of February. That last day belongs to the
period, so the half-open period ends on the day after.

203, by which a last day on a holiday moves to the next working day, is for time limits in which
somebody must act. A term of publication, of a list or of a file is not moved by it: the move would
only lengthen what is held against the subject.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from mingjian.kernel.problem import InvalidInput

DAY: Final = timedelta(days=1)
_YEAR: Final = 12


class BeyondTheCalendar(InvalidInput):
    """A period would end after the year 9999. Facts: day, months."""

    code = "effects.beyond_the_calendar"
    zh = "自 {day} 起 {months} 个月超出可计算的年份。"
    en = "{months} months after {day} is beyond the years that can be computed."
    zh_way = "请核对起算日期。"
    en_way = "Check the day the period starts from."


def last_day(start: date, months: int) -> date:
    """The last day of a period of so many months after `start`, itself not counted.

    Raises:
        BeyondTheCalendar: when there is no such day.
    """
    year, month = divmod(start.year * _YEAR + start.month - 1 + months, _YEAR)
    if year > date.max.year:
        raise BeyondTheCalendar(day=start, months=months)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def after_months(start: date, months: int) -> date:
    """The first day after a period of so many months from `start`; `start` itself for nought.

    Raises:
        BeyondTheCalendar: when there is no such day.
    """
    last = last_day(start, months)
    if months == 0:
        return start
    if last == date.max:
        raise BeyondTheCalendar(day=start, months=months)
    return last + DAY
