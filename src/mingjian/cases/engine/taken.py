"""What was done with a case, and what the engine reckons with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from mingjian.kernel.workdays import Calendar
from mingjian.policy.schema.reference import Deadline


@dataclass(frozen=True, slots=True)
class Doer:
    """Who takes a step: an actor id like "user:7", and the unit he acts for (empty: none)."""

    person: str
    unit: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken on `day`.

    `papers`: the numbers of the papers handed in or issued with it, by kind. `served`: on which day
    a paper that it issued reached the one it was meant for; a kind not named has not yet.
    """

    step: str
    day: date
    at: datetime
    doer: Doer
    papers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    served: Mapping[str, date] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Almanac:
    """How days are counted: the calendar, the deadlines of the packs, and what was known when.

    `known_on` None: with every notice known. A deadline is that of the day its clock starts.
    """

    calendar: Calendar
    deadline: Callable[[str, date], Deadline]
    known_on: date | None = None
