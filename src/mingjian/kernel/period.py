"""Half-open periods of days, never empty (law 8 of the house)."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from mingjian.kernel.problem import InvalidInput

FOREVER: Final = None


class EmptyPeriod(InvalidInput):
    """A period whose end is not after its start."""

    code = "empty_period"
    zh = "期间为空：止日 {end} 须晚于起日 {start}（止日不含在内）。"
    en = "The period is empty: its end {end} must be after its start {start} (the end is excluded)."
    zh_way = "请核对起止日期。"
    en_way = "Check the two dates."


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` up to but without `end`; `end` of FOREVER (None) means open.

    Raises:
        EmptyPeriod: when `end` is not after `start`.
    """

    start: date
    end: date | None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise EmptyPeriod(start=self.start, end=self.end)

    @classmethod
    def starting(cls, day: date) -> Self:
        """The period from `day` on, without end."""
        return cls(day, FOREVER)

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share at least one day."""
        return _before(self.start, other.end) and _before(other.start, self.end)

    def intersection(self, other: "Period") -> "Period | None":
        """The days both have, or None when there are none."""
        if not self.overlaps(other):
            return None
        end = self.end if _before_end(self.end, other.end) else other.end
        return Period(max(self.start, other.start), end)

    def minus(self, other: "Period") -> "tuple[Period, ...]":
        """The days of this period that `other` lacks: none, one or two periods, in order."""
        if not self.overlaps(other):
            return (self,)
        parts = []
        if self.start < other.start:
            parts.append(Period(self.start, other.start))
        if other.end is not None and _before(other.end, self.end):
            parts.append(Period(other.end, self.end))
        return tuple(parts)


def _before(day: date, end: date | None) -> bool:
    return end is None or day < end


def _before_end(end: date | None, other: date | None) -> bool:
    return end is not None and _before(end, other)
