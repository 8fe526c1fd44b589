"""Report back what was decided after a check (应用反馈)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.checks.models import Feedback
from mingjian.checks.outcome import Outcome
from mingjian.checks.problems import DecidedInFuture, NoteTooLong, UnknownOutcome
from mingjian.checks.replay import Logged, logged
from mingjian.evidence.append import Entry, append_many

LONGEST_NOTE = 1000


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """What was reported. `logged_as` is the log entry of the report."""

    receipt: str
    outcome: Outcome
    decided_on: date
    note: str
    logged_as: int
    at: datetime


def report(
    receipt: str, outcome: str, actor: Actor, *, decided_on: date | None = None, note: str = ""
) -> FeedbackView:
    """Record and log what the asker decided. A later report corrects an earlier one.

    Raises:
        NoSuchReceipt: (404) no answered check has this receipt.
        UnderRule: (403) it is somebody else's check.
        UnknownOutcome, DecidedInFuture, NoteTooLong: (422).
    """
    check = logged(receipt)
    row = prepared(check, outcome, actor, decided_on=decided_on, note=note)
    with transaction.atomic():
        (row.logged_as,) = append_many([entry_of(check, row)])
        row.save()
    return _view(str(check.receipt), row)


def prepared(
    check: Logged, outcome: str, actor: Actor, *, decided_on: date | None, note: str
) -> Feedback:
    """The row of a report that fits, neither logged nor stored yet.

    Raises:
        UnderRule, UnknownOutcome, DecidedInFuture, NoteTooLong: as `report`.
    """
    require(actor, "check.feedback", unit_id=check.unit, owner=check.actor)
    return Feedback(
        entry_id=check.receipt.entry,
        outcome=_outcome(outcome),
        decided_on=_day(decided_on),
        note=_note(note),
        actor=actor.id,
    )


def reports(receipt: str) -> list[FeedbackView]:
    """What was reported for a check, the latest first; the first one counts."""
    check = logged(receipt)
    rows = Feedback.objects.filter(entry_id=check.receipt.entry).order_by("-id")
    return [_view(str(check.receipt), row) for row in rows]


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


def entry_of(check: Logged, row: Feedback) -> Entry:
    """For the log. The note stays out of it: it is free text and may name persons."""
    body = {
        "decided_on": row.decided_on.isoformat(),
        "outcome": str(row.outcome),
        "receipt": str(check.receipt),
    }
    return Entry("check.feedback", row.actor, body, check.subject_id)


def _view(receipt: str, row: Feedback) -> FeedbackView:
    outcome = Outcome(row.outcome)
    return FeedbackView(receipt, outcome, row.decided_on, row.note, row.logged_as, row.at)
