"""What is recorded of the service of decisions: the last row of each record counts."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from mingjian.effects.models import ServedDecision
from mingjian.effects.service.given import Served

COUNTS: Final = ("served_on", "procedure", "told", "how")


def services_of(record_ids: Collection[UUID]) -> dict[UUID, ServedDecision]:
    """What counts of each record whose service is recorded."""
    rows = ServedDecision.objects.filter(record_id__in=record_ids).order_by("record_id", "-seq")
    return {row.record_id: row for row in rows.distinct("record_id")}


def says_the_same(row: ServedDecision, served: Served) -> bool:
    """Whether a row has all that is given; what is not given of the manner changes nothing."""
    same = all(getattr(row, name) == getattr(served, name) for name in COUNTS[:-1])
    return same and served.how in {"", row.how}
