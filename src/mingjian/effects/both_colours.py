"""Praise and black lists side by side: who is on a black list, and which red entries stand."""

from collections.abc import Collection
from datetime import date
from typing import Final

from django.db import connection
from django.db.models import Q

from mingjian.effects.colours import colour_of
from mingjian.effects.models import Entry
from mingjian.effects.views import EntryView, entry_view

_BLACK: Final = """
SELECT e.subject_id, min(lower(e.holds)) FROM effects_entry e
WHERE e.holds @> %(on)s::date AND (e.ended_on IS NULL OR e.ended_on > %(on)s::date)
  AND EXISTS (SELECT FROM effects_list l WHERE l.list_id = e.list_id
    AND l.edition_id = e.edition_id AND l.colour = 'black')
GROUP BY e.subject_id
"""


def black_since(on: date) -> dict[int, date]:
    """Who has a black entry on the day, since when; whether it may be used, a verdict tells."""
    with connection.cursor() as cursor:
        cursor.execute(_BLACK, {"on": on})
        return dict(cursor.fetchall())


def red_entries(
    subjects: Collection[int], on: date, *, units: Collection[str] | None = None
) -> list[EntryView]:
    """The red entries of these subjects on the day, kept by one of the units (None: by any)."""
    rows = Entry.objects.filter(subject_id__in=subjects, holds__contains=on)
    rows = rows.filter(Q(ended_on=None) | Q(ended_on__gt=on))
    if units is not None:
        rows = rows.filter(unit_id__in=units)
    found = (entry_view(row) for row in rows.order_by("pk"))
    return [one for one in found if colour_of(one) == "red"]
