"""Which records are disputed on a day."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from mingjian.effects.models import Dispute


def disputed_records(record_ids: Iterable[UUID], on: date) -> frozenset[UUID]:
    """Those of the records that an organisation objects to, not yet settled on the day."""
    targets = [str(one) for one in record_ids]
    rows = Dispute.objects.filter(kind="record", target__in=targets, opened_on__lte=on)
    unsettled = rows.filter(Q(ended_on=None) | Q(ended_on__gt=on))
    return frozenset(UUID(one) for one in unsettled.values_list("target", flat=True))
