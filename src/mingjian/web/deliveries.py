"""What several pages need to know about deliveries: what runs, what came back, what is late."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.scope import units_for
from mingjian.intake.desk import Filters, ItemCycle, SubmissionView, cycles, submissions
from mingjian.policy.standing import policies

DAYS: Final = 30
MOST: Final = 1000


def lately(actor: Actor) -> list[SubmissionView]:
    """The submissions of the last 30 days within reach, the newest first."""
    since = timezone.localdate() - timedelta(days=DAYS)
    return submissions(actor, Filters(since=since, limit=MOST))


def running(some: Sequence[SubmissionView]) -> int:
    """How many are still being worked on."""
    return sum(not one.finished for one in some)


def with_rows_back(some: Sequence[SubmissionView]) -> int:
    """How many gave rows back, or failed as a whole."""
    return sum(bool(one.bad) or one.stage == "failed" for one in some)


def every_cycle(actor: Actor) -> list[ItemCycle]:
    """What the units within reach deliver and when, the latest first."""
    units = units_for(actor, "intake.read")
    known = (unit.id for unit in policies().units() if unit.in_district)
    return cycles(actor, known if units is None else units)


def overdue(actor: Actor) -> list[ItemCycle]:
    """Of these, what is late today."""
    return [one for one in every_cycle(actor) if one.late_days]
