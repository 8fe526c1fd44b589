"""Entries whose term has ended: the date itself ended them, they are only to be told of."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q

from mingjian.effects.models import Entry
from mingjian.effects.views import EntryView, entry_view
from mingjian.ledger.models import Version


def run_out(on: date, *, told: Collection[int] = ()) -> list[EntryView]:
    """Entries that their term ended by `on`, but for those in `told`; the oldest first.

    What was ended before its term is not among them, nor what a withdrawn record carried.
    """
    stands = Version.objects.filter(record_id=OuterRef("source_record"), known__upper_inf=True)
    rows = Entry.objects.filter(ended_on=None, holds__endswith__lte=on).exclude(pk__in=told)
    rows = rows.filter(Q(source_record=None) | Q(Exists(stands)))
    return [entry_view(row) for row in rows.order_by("pk")]
