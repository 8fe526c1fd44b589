"""Praise and black lists side by side: who is on a black list, and which red entries stand."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from mingjian.effects.black_lists import listed_on
from mingjian.effects.models import Entry, KnownList
from mingjian.effects.views import EntryView, entry_view
from mingjian.policy.schema.base import Text

# The rule of `on_no_black_list`, for everybody at once: tests hold the two together.
_BLACK: Final = """
SELECT e.subject_id, min(lower(e.holds)), array_agg(e.list_id ORDER BY e.id) FROM effects_entry e
WHERE e.holds @> %(on)s::date AND (e.ended_on IS NULL OR e.ended_on > %(on)s::date)
  AND EXISTS (SELECT FROM effects_list l WHERE l.list_id = e.list_id
    AND l.edition_id = e.edition_id AND l.colour = 'black')
  AND (e.source_record IS NULL OR EXISTS (SELECT FROM ledger_version v
    WHERE v.record_id = e.source_record AND v.subject_id = e.subject_id AND upper_inf(v.known)))
  AND NOT EXISTS (SELECT FROM effects_shield s WHERE s.subject_id = e.subject_id
    AND s.from_on <= %(on)s::date AND (s.ended_on IS NULL OR s.ended_on > %(on)s::date))
  AND NOT EXISTS (SELECT FROM effects_dispute d WHERE d.kind = 'entry' AND d.target = e.id::text
    AND d.opened_on <= %(on)s::date AND (d.ended_on IS NULL OR d.ended_on > %(on)s::date))
GROUP BY e.subject_id
"""


@dataclass(frozen=True, slots=True)
class Blacklisted:
    """Since when somebody is on black lists, and on which (`why`)."""

    since: date
    why: Text


def blacklisted(on: date) -> dict[int, Blacklisted]:
    """Who certainly is on a black list on the day: whom `on_no_black_list` says it of."""
    with connection.cursor() as cursor:
        cursor.execute(_BLACK, {"on": on})
        return {who: Blacklisted(since, listed_on(lists)) for who, since, lists in cursor}


def red_entries(
    subjects: Collection[int], on: date, *, units: Collection[str] | None = None
) -> list[EntryView]:
    """The red entries of these subjects on the day, kept by one of the units (None: by any)."""
    same = {"list_id": OuterRef("list_id"), "edition_id": OuterRef("edition_id")}
    red = Exists(KnownList.objects.filter(**same, colour="red"))
    rows = Entry.objects.filter(red, subject_id__in=subjects, holds__contains=on)
    rows = rows.filter(Q(ended_on=None) | Q(ended_on__gt=on))
    if units is not None:
        rows = rows.filter(unit_id__in=units)
    return [entry_view(row) for row in rows.order_by("pk")]
