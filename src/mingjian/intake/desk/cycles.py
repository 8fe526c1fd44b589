"""What each unit delivers, when it is due, and what is late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Max
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.intake.desk.reach import reach
from mingjian.intake.stage import Stage
from mingjian.policy.schema import CatalogueItem
from mingjian.policy.standing import policies

_CYCLE_DAYS: Final = {"daily": 1, "weekly": 7, "monthly": 31, "yearly": 366}


@dataclass(frozen=True, slots=True)
class ItemCycle:
    """An item that a unit delivers, and whether the next delivery is late.

    `due_on` None: nothing is due on a fixed day (by event, or never delivered yet).
    """

    item: str
    unit_id: str
    cycle: str
    last_on: date | None
    due_on: date | None
    late_days: int


def cycles(actor: Actor, unit_ids: Iterable[str], on: date | None = None) -> list[ItemCycle]:
    """For each unit the items that name it as deliverer, the latest first.

    Items that any unit may deliver are told for the units that ever did.
    """
    today = on or timezone.localdate()
    wanted = set(unit_ids)
    last = _last_days(actor, wanted)
    found = []
    for item in policies().items(today):
        units = wanted & (set(item.owners) | {u for u, known in last if known == item.id})
        found += [_cycle(item, unit, last.get((unit, item.id)), today) for unit in sorted(units)]
    return sorted(found, key=lambda one: (-one.late_days, one.item, one.unit_id))


def _last_days(actor: Actor, units: set[str]) -> dict[tuple[str, str], date]:
    posted = reach(actor).filter(stage=Stage.POSTED, unit_id__in=units)
    last = posted.values_list("unit_id", "item").annotate(at=Max("received_at"))
    return {(unit, item): timezone.localdate(at) for unit, item, at in last}


def _cycle(item: CatalogueItem, unit: str, last: date | None, today: date) -> ItemCycle:
    days = _CYCLE_DAYS.get(item.refresh.cycle)
    due = None
    if last is not None and days is not None:
        due = policies().calendar().last_day_moves(last + timedelta(days=days)).day
    late = policies().calendar().late_by(due, today) if due is not None else 0
    return ItemCycle(item.id, unit, item.refresh.cycle, last, due, late)
