"""The calendar of a pack is consistent: one word for each day and publication."""

from collections import defaultdict
from datetime import date, timedelta

from mingjian.policy.linting.finding import Findings, Rule, Scene

FILE = "calendar.csv"
SATURDAY = 5
LONGEST_AHEAD = timedelta(days=400)
CONTRADICTS = Rule(
    "policy.lint.calendar_contradicts",
    "error",
    "同一日同日公布却既上班又放假：{what}",
    "one publication says on and off of one day: {what}",
)
ANTICIPATES = Rule(
    "policy.lint.calendar_ahead",
    "warning",
    "公布日期比所说的日子早一年以上：{what}",
    "published more than a year ahead: {what}",
)
AS_USUAL = Rule(
    "policy.lint.calendar_as_usual",
    "information",
    "与周一至周五的常规相同：{what}",
    "says what the weekday says already: {what}",
)


def calendar(scene: Scene) -> Findings:
    """Yield days that contradict each other; what a weekday says anyway is information."""
    said: dict[tuple[date, date], set[bool]] = defaultdict(set)
    for row, entry in enumerate(scene.pack.calendar, start=2):
        said[entry.published_on, entry.day].add(entry.works)
        if entry.works == (entry.day.weekday() < SATURDAY):
            yield AS_USUAL.at(FILE, f"row {row}", entry.day)
        if entry.published_on + LONGEST_AHEAD < entry.day:
            yield ANTICIPATES.at(FILE, f"row {row}", entry.day)
    for (_, day), answers in said.items():
        if len(answers) > 1:
            yield CONTRADICTS.at(FILE, day.isoformat(), day)
