"""Which submissions an actor sees, and which of them were asked for."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from mingjian.accounts.actor import Actor
from mingjian.accounts.scope import narrow
from mingjian.intake.models import Submission


@dataclass(frozen=True, slots=True)
class Filters:
    """Which submissions; None and empty mean all. Days are of receipt, both included."""

    unit_id: str | None = None
    item: str | None = None
    stage: str | None = None
    since: date | None = None
    until: date | None = None
    before: int | None = None
    limit: int = 50


def reach(actor: Actor) -> "QuerySet[Submission]":
    """Those that the actor may see."""
    return narrow(Submission.objects.all(), actor, "intake.read", "unit_id", "actor")


def filtered(rows: "QuerySet[Submission]", asked: Filters) -> "QuerySet[Submission]":
    """Those of them that were asked for."""
    wanted = {
        "unit_id": asked.unit_id,
        "item": asked.item,
        "stage": asked.stage,
        "received_at__date__gte": asked.since,
        "received_at__date__lte": asked.until,
        "pk__lt": asked.before,
    }
    return rows.filter(**{name: value for name, value in wanted.items() if value})
