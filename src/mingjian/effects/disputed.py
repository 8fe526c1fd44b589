"""Which records and which entries are disputed on a day."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from mingjian.effects.models import Dispute


def disputed_records(record_ids: Iterable[UUID], on: date) -> frozenset[UUID]:
    """Those of the records that an organisation objects to, not yet settled on the day."""
    return frozenset(UUID(one) for one in _unsettled("record", map(str, record_ids), on))


def disputed_entries(entry_ids: Iterable[int], on: date) -> frozenset[int]:
    """Those of the list entries that an organisation objects to, not yet settled on the day."""
    return frozenset(int(one) for one in _unsettled("entry", map(str, entry_ids), on))


def _unsettled(kind: str, targets: Iterable[str], on: date) -> Iterable[str]:
    rows = Dispute.objects.filter(kind=kind, target__in=list(targets), opened_on__lte=on)
    unsettled = rows.filter(Q(ended_on=None) | Q(ended_on__gt=on))
    return unsettled.values_list("target", flat=True)
