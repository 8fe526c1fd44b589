"""What the page of a subject shows of its file, within the reader's reach."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import decide
from mingjian.accounts.scope import units_for
from mingjian.effects.in_force import in_force
from mingjian.ledger.read import RecordHistory, as_of
from mingjian.ledger.read import timeline as histories
from mingjian.ledger.version_view import VersionView
from mingjian.registry.find import SubjectView
from mingjian.web.records import RecordShown
from mingjian.web.templatetags.mingjian import said
from mingjian.web.timeline import Span
from mingjian.web.travel import Journey
from mingjian.web.ways import Way, ways


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A record that was taken back: its last version, when and why."""

    last: RecordShown
    history: RecordHistory


def records_of(actor: Actor, found: SubjectView, journey: Journey) -> list[RecordShown]:
    """The records within the actor's reach where the reader stands, the latest first."""
    if not decide(actor, "record.read").allowed:
        return []
    day = journey.valid_on if journey.only_in_force else None
    versions = as_of(found.subject_id, valid_on=day, known_on=journey.known_on)
    latest = sorted(versions, key=lambda version: version.valid.start, reverse=True)
    return [RecordShown(one, journey.valid_on) for one in within_reach(actor, latest)]


def force_of(actor: Actor, found: SubjectView, on: date) -> dict[str, Any]:
    """What is in force on the day, of the units whose effects the actor may see."""
    units = units_for(actor, "effect.read")
    now = in_force(found.subject_id, on)

    def mine(some: Iterable[Any]) -> list[Any]:
        return [one for one in some if units is None or one.unit_id in units]

    return {
        "entries": mine(now.entries),
        "measures": mine(now.measures),
        "adverse": mine(now.adverse),
        "disputed": {(one.kind, one.target) for one in now.disputed},
        "shielded": now.shielded,
    }


def ways_of(actor: Actor, found: SubjectView) -> list[Way]:
    """What a liaison can begin about the organisation."""
    allowed = decide(actor, "case.propose").allowed
    return ways("subject", found.subject_id, "unit") if allowed else []


def withdrawn_of(actor: Actor, found: SubjectView) -> list[Withdrawn]:
    """Records taken back and not brought again: on file no more, in the history for ever."""
    if not decide(actor, "record.read").allowed:
        return []
    gone = (one for one in histories(found.subject_id) if not one.stands and one.withdrawals)
    today = timezone.localdate()
    return [
        Withdrawn(RecordShown(mine[-1], today), one)
        for one in gone
        if (mine := within_reach(actor, one.versions))
    ]


def within_reach(actor: Actor, versions: Iterable[VersionView]) -> list[VersionView]:
    """The versions of the units whose records the actor may read."""
    units = units_for(actor, "record.read")
    return [one for one in versions if units is None or one.unit_id in units]


def span_of(shown: RecordShown) -> Span:
    """The record as a bar of the time line."""
    name = said(shown.name)
    valid = shown.version.valid
    over = "" if shown.in_force else " over"
    title = f"{name} {shown.headline} {valid.start} – {valid.end or ''}"
    return Span(name[:10], valid.start, valid.end, shown.effect + over, title)
