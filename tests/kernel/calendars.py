"""Calendars for tests: the real one from the shared facts, and small invented ones."""

import re
from collections.abc import Iterable
from datetime import date

from kernel.facts import day, rows
from mingjian.kernel.workdays import Calendar, CalendarDay


def published(notices: str) -> date:
    """The day in the address of the first notice; the first of the month when it names no day."""
    found = re.search(r"zhengceku/(\d{4})-?(\d{2})(?:/(\d{2}))?/", notices)
    assert found, notices
    year, month, of_month = found.groups()
    return date(int(year), int(month), int(of_month or 1))


def real_calendar() -> Calendar:
    return Calendar(
        CalendarDay(
            day=day(row["date"]),
            works=row["kind"] == "work",
            holiday=row["holiday"],
            notice=row["notice"],
            published_on=published(row["notice"]),
        )
        for row in rows("domain/cn_holiday_exceptions.csv")
    )


def listed(text: str, *, works: bool, on: date = date(2020, 12, 1)) -> CalendarDay:
    return CalendarDay(day(text), works=works, holiday="示例", notice="示例", published_on=on)


def small_calendar(extra: Iterable[CalendarDay] = ()) -> Calendar:
    """2021: off on Monday 3 May; made up on Saturday 8 May."""
    known = (listed("2021-05-03", works=False), listed("2021-05-08", works=True))
    return Calendar((*known, *extra))
