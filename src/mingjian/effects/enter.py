"""Put an organisation on a list, and take it off."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from mingjian.effects.ending import end_all, ended
from mingjian.effects.gate import SixParts
from mingjian.effects.gated import filled, told_of
from mingjian.effects.known import edition_of, list_on
from mingjian.effects.models import Entry, Measure
from mingjian.effects.problems import NoSuchEffect
from mingjian.effects.refusals import told
from mingjian.effects.target import End
from mingjian.effects.views import EntryView, entry_view
from mingjian.evidence.append import append
from mingjian.papers.problems import NoSuchPaper
from mingjian.papers.read import paper


@dataclass(frozen=True, slots=True)
class Listing:
    """Whom to put on which list, by which unit. A collected entry says where it comes from."""

    list_id: str
    subject_id: int
    unit_id: str
    parts: SixParts
    actor: str
    case_id: int | None = None
    source_record: UUID | None = None
    source_submission: int | None = None


@transaction.atomic
def enter(listing: Listing) -> EntryView:
    """Make the entry, if the gate lets it.

    Raises:
        GateShut: list, decision, notice, unit or source do not do; the rule is named.
        AlreadyThere: the organisation is on the list in that time.
        LogUnavailable: nothing was entered.
    """
    row = filled(Entry(list_id=listing.list_id, subject_id=listing.subject_id), listing.parts)
    row.unit_id, row.actor, row.case_id = listing.unit_id, listing.actor, listing.case_id
    row.source_record = listing.source_record
    row.source_submission = listing.source_submission
    row.edition_id = _edition(listing)
    with told():
        row.save(force_insert=True)
    body = {"entry": row.pk, "list": row.list_id, "edition": row.edition_id}
    body |= told_of(listing.parts)
    append("entry.made", actor=row.actor, body=body, subject_id=row.subject_id)
    return entry_view(row)


@transaction.atomic
def leave(entry_id: int, end: End) -> EntryView:
    """End the entry, and with it the measures that were imposed for it.

    Raises:
        NoSuchEffect, AlreadyOver: there is nothing to end.
        GateShut: the end has no reason or basis.
        LogUnavailable: nothing ended.
    """
    row = ended(Entry.objects.filter(pk=entry_id), end, kind="entry.ended")
    end_all(Measure.objects.filter(entry_id=entry_id), end, kind="measure.lifted")
    return entry_view(row)


def entry(entry_id: int) -> EntryView:
    """The entry of this number.

    Raises:
        NoSuchEffect: there is none.
    """
    row = Entry.objects.filter(pk=entry_id).first()
    if row is None:
        raise NoSuchEffect(what=str(entry_id))
    return entry_view(row)


def _edition(listing: Listing) -> str:
    """Of the list on the day of the decision; the gate refuses what has none."""
    try:
        day = paper(listing.parts.decision).signed_on
    except NoSuchPaper:
        day = None
    return edition_of(list_on(listing.list_id, day or listing.parts.term.start))
