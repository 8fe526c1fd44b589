"""Working days by the notices of the State Council, with every state of knowledge kept.

A working day is Monday to Friday without the holidays of the yearly notice, plus the weekend days
that the notice moves work to (调休). A day may be listed several times: for a given `known_on` the
latest notice published on or before it counts, so a correction never changes an earlier answer.

The day of the decision is not counted (民法典 201); a last day on a holiday moves to the next
working day (民法典 203). Beyond the published years Monday to Friday is used and the result says it
is provisional (law 10 of the house). A year counts as published once one day of it is listed; the
next year's notice may still move the last days of December.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mingjian.kernel.problem import InvalidInput, Language
from mingjian.kernel.workday_index import WorkdayIndex

_SOME_YEARS = 3


class NegativeDays(InvalidInput):
    """A deadline cannot lie before the day it starts from."""

    code = "negative_days"
    zh = "工作日数 {days} 不能为负。"
    en = "The number of working days, {days}, must not be negative."
    zh_way = "请填写零或正整数。"
    en_way = "Give nought or a positive whole number."


class BeyondAllYears(InvalidInput):
    """The deadline would lie after the year 9999."""

    code = "beyond_all_years"
    zh = "自 {day} 起 {days} 个工作日超出可计算的年份。"
    en = "{days} working days after {day} is beyond the years that can be computed."
    zh_way = "请核对工作日数。"
    en_way = "Check the number of days."


class ContradictoryCalendar(InvalidInput):
    """Two entries of the same publication day disagree about one day."""

    code = "contradictory_calendar"
    zh = "日历自相矛盾：{published_on} 公布的 {day} 既上班又放假。"
    en = "The calendar contradicts itself: {day}, published on {published_on}, is both on and off."
    zh_way = "请核对该日的放假通知，只保留一条。"
    en_way = "Check the notice for that day and keep one entry."


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """What one notice says of one day: worked or off, for which holiday, since when known."""

    day: date
    works: bool
    holiday: str
    notice: str
    published_on: date


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day, with the years on the way to it whose notice is not published."""

    day: date
    unpublished: tuple[int, ...] = ()

    @property
    def provisional(self) -> bool:
        """Whether a notice still to come may move the day."""
        return bool(self.unpublished)

    @property
    def reason(self) -> str | None:
        """Why the day is provisional, in Chinese; None when it is not."""
        return self.explain("zh")

    def explain(self, language: Language = "zh") -> str | None:
        """Why the day is provisional; None when it is not."""
        if not self.unpublished:
            return None
        years = ", ".join(str(year) for year in self.unpublished[:_SOME_YEARS])
        more = " …" if len(self.unpublished) > _SOME_YEARS else ""
        if language == "zh":
            return f"{years}{more} 年放假安排尚未公布或未载入，暂按周一至周五计算"
        return f"No holiday notice is loaded for {years}{more}; counted as Monday to Friday"


class Calendar:
    """A versioned calendar of working days; `known_on` of None means with all notices known.

    Raises:
        ContradictoryCalendar: when two entries published on one day disagree about a day.
    """

    def __init__(self, days: Iterable[CalendarDay]) -> None:
        self._days = tuple(sorted(days, key=lambda entry: entry.published_on))
        _refuse_contradiction(self._days)
        self._published = [entry.published_on for entry in self._days]
        self._knowledge: dict[int, _Knowledge] = {}

    def is_workday(self, day: date, known_on: date | None = None) -> bool:
        """Whether `day` is a working day."""
        return self._known(known_on).index.is_workday(day)

    def add(self, day: date, n: int, known_on: date | None = None) -> Deadline:
        """The `n`-th working day after `day`, itself not counted; nought days end as 203 says.

        Raises:
            NegativeDays: for a negative `n`.
            BeyondAllYears: when the calendar of this world ends before.
        """
        if n < 0:
            raise NegativeDays(days=n)
        if n == 0:
            return self.last_day_moves(day, known_on)
        return self._known(known_on).after(day, n)

    def last_day_moves(self, day: date, known_on: date | None = None) -> Deadline:
        """`day`, or the next working day when it is not one (民法典 203)."""
        known = self._known(known_on)
        if known.index.is_workday(day):
            return known.deadline(day, day)
        return known.after(day, 1)

    def count_between(self, start: date, end: date, known_on: date | None = None) -> int:
        """The working days after `start` up to and with `end`; below nought the other way round."""
        index = self._known(known_on).index
        return index.rank(end.toordinal()) - index.rank(start.toordinal())

    def late_by(self, deadline: date, actual: date, known_on: date | None = None) -> int:
        """By how many working days `actual` missed `deadline`; nought when in time.

        A deed on a day off counts as done on the next working day, and a deadline there ends then:
        due on a Friday and done on the Saturday is one day late, due on the Saturday is in time.
        """
        due, done = (self.last_day_moves(day, known_on).day for day in (deadline, actual))
        return max(0, self.count_between(due, done, known_on))

    def workdays_array(self, start: date, end: date, known_on: date | None = None) -> list[date]:
        """The working days from `start` up to but without `end`, in order: for vectorised use."""
        index = self._known(known_on).index
        first, last = (index.rank(day.toordinal() - 1) for day in (start, end))
        return [date.fromordinal(index.ordinal(rank)) for rank in range(first + 1, last + 1)]

    def _known(self, known_on: date | None) -> "_Knowledge":
        entries = len(self._days)
        if known_on is not None:
            entries = bisect_right(self._published, known_on)
        if entries not in self._knowledge:
            self._knowledge[entries] = _Knowledge(self._days[:entries])
        return self._knowledge[entries]


class _Knowledge:
    """What the notices up to one moment say; of two about one day the later one stands."""

    def __init__(self, days: Iterable[CalendarDay]) -> None:
        works = {entry.day: entry.works for entry in days}
        self.index = WorkdayIndex(works)
        self._years = frozenset(day.year for day in works)

    def after(self, day: date, n: int) -> Deadline:
        ordinal = self.index.ordinal(self.index.rank(day.toordinal()) + n)
        if ordinal > date.max.toordinal():
            raise BeyondAllYears(day=day, days=n)
        return self.deadline(day, date.fromordinal(ordinal))

    def deadline(self, start: date, day: date) -> Deadline:
        # The start is not counted, so its own year matters only when days after it are in it.
        first = min(start.toordinal() + 1, day.toordinal())
        years = range(date.fromordinal(first).year, day.year + 1)
        return Deadline(day, tuple(year for year in years if year not in self._years))


def _refuse_contradiction(days: Iterable[CalendarDay]) -> None:
    said: dict[tuple[date, date], set[bool]] = defaultdict(set)
    for entry in days:
        said[entry.published_on, entry.day].add(entry.works)
    for (published_on, day), answers in said.items():
        if len(answers) > 1:
            raise ContradictoryCalendar(day=day, published_on=published_on)
