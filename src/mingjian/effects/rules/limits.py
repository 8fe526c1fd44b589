"""The time limits of review, suit and withdrawal, as the packs have them on a day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from mingjian.effects.rules.months import DAY, last_day
from mingjian.kernel.workdays import Calendar
from mingjian.kernel.workdays import Deadline as LastDay
from mingjian.policy.schema import Deadline

REVIEW, SUIT, AFTER_REVIEW, APPEAL, WITHDRAW = "D19", "D20", "D29", "D30", "D06"


@dataclass(frozen=True, slots=True)
class Limits:
    """Time limits with the calendar they are counted by.

    `review`: 行政复议法 20. `suit`: 行政诉讼法 46. `after_review`: 行政诉讼法 45. `appeal`:
    行政诉讼法 85. `withdraw`: 行政处罚法 48.
    """

    review: Deadline
    suit: Deadline
    after_review: Deadline
    appeal: Deadline
    withdraw: Deadline
    calendar: Calendar

    def last(self, limit: Deadline, start: date) -> LastDay:
        """The last day of a limit that starts with `start`; on a holiday the next working day."""
        length = limit.length or 0
        if limit.unit == "working_day":
            return self.calendar.add(start, length)
        months = {"month": length, "year": 12 * length}.get(limit.unit)
        end = start + length * DAY if months is None else last_day(start, months)
        return self.calendar.last_day_moves(end)


def limits_of(deadline: Callable[[str], Deadline], calendar: Calendar) -> Limits:
    """Gather the limits; `deadline` gives the one of an id that is in force on the day.

    Raises:
        UnknownDeadline: when the packs have none of the id on the day.
    """
    return Limits(
        review=deadline(REVIEW),
        suit=deadline(SUIT),
        after_review=deadline(AFTER_REVIEW),
        appeal=deadline(APPEAL),
        withdraw=deadline(WITHDRAW),
        calendar=calendar,
    )
