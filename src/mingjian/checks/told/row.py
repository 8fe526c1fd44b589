"""The row of a report that fits, and what the log says of it."""

from datetime import date
from typing import Final

from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.checks.models import Feedback
from mingjian.checks.outcome import Outcome
from mingjian.checks.problems import DecidedInFuture, NoteTooLong, UnknownOutcome
from mingjian.checks.replay import Logged
from mingjian.evidence.append import Entry

LONGEST_NOTE: Final = 1000


def prepared(
    check: Logged, outcome: str, actor: Actor, *, decided_on: date | None, note: str
) -> Feedback:
    """The row of a report that fits, neither logged nor stored yet.

    Raises:
        UnderRule: (403) it is somebody else's check.
        UnknownOutcome, DecidedInFuture, NoteTooLong: (422).
    """
    require(actor, "check.feedback", unit_id=check.unit, owner=check.actor)
    return Feedback(
        entry_id=check.receipt.entry,
        outcome=_outcome(outcome),
        decided_on=_day(decided_on),
        note=_note(note),
        actor=actor.id,
    )


def entry_of(check: Logged, row: Feedback) -> Entry:
    """For the log. The note stays out of it: it is free text and may name persons."""
    body = {
        "decided_on": row.decided_on.isoformat(),
        "outcome": str(row.outcome),
        "receipt": str(check.receipt),
    }
    return Entry("check.feedback", row.actor, body, check.subject_id)


def _outcome(given: str) -> Outcome:
    if given not in Outcome.values:
        raise UnknownOutcome(place="outcome", given=given[:40], known=", ".join(Outcome.values))
    return Outcome(given)


def _day(decided_on: date | None) -> date:
    today = timezone.localdate()
    if decided_on is not None and decided_on > today:
        raise DecidedInFuture(place="decided_on", decided_on=decided_on)
    return decided_on or today


def _note(note: str) -> str:
    """Line breaks are fine, other control characters are not text."""
    if len(note) > LONGEST_NOTE or not note.replace("\n", " ").replace("\r", " ").isprintable():
        raise NoteTooLong(place="note", limit=LONGEST_NOTE)
    return note
