"""Until when what was decided after a check with measures must be reported back."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from mingjian.policy.problems import UnknownDeadline
from mingjian.policy.resolve import Policies
from mingjian.policy.standing import policies

FEEDBACK: Final = "check-feedback"
"""The deadline of the packs, in days or working days from the check. The first packs have none."""


def feedback_due(asked_on: date) -> date | None:
    """The last day for the feedback; None where the packs set none: then it is only asked for."""
    return _due(policies(), asked_on)


@lru_cache(maxsize=64)
def _due(known: Policies, asked_on: date) -> date | None:
    try:
        limit = known.deadline(FEEDBACK, asked_on)
    except UnknownDeadline:
        return None
    length = limit.length or 0
    if limit.unit == "working_day":
        return known.calendar().add(asked_on, length).day
    if limit.unit == "day":
        return known.calendar().last_day_moves(asked_on + timedelta(days=length)).day
    return None
