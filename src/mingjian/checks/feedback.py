"""Report back what was decided after a check (应用反馈)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.checks.models import Feedback
from mingjian.checks.outcome import Outcome
from mingjian.checks.replay import logged
from mingjian.checks.told.given import Told
from mingjian.checks.told.many import report_each
from mingjian.kernel.problem import Problem


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """What was reported. `logged_as` is the log entry of the report."""

    receipt: str
    outcome: Outcome
    decided_on: date
    note: str
    logged_as: int
    at: datetime


@transaction.atomic
def report(
    receipt: str, outcome: str, actor: Actor, *, decided_on: date | None = None, note: str = ""
) -> FeedbackView:
    """Record and log what the asker decided, and tell what counts now.

    A later report corrects an earlier one; the same once more is not written again.

    Raises:
        NoSuchReceipt: (404) no answered check has this receipt.
        UnderRule: (403) it is somebody else's check.
        UnknownOutcome, DecidedInFuture, NoteTooLong: (422).
    """
    told = Told(receipt, outcome, decided_on or timezone.localdate(), note)
    (came,) = report_each(actor, [told]).values()
    if isinstance(came, Problem):
        raise came
    return reports(receipt)[0]


def reports(receipt: str) -> list[FeedbackView]:
    """What was reported for a check, the latest first; the first one counts."""
    check = logged(receipt)
    rows = Feedback.objects.filter(entry_id=check.receipt.entry).order_by("-id")
    return [_view(str(check.receipt), row) for row in rows]


def _view(receipt: str, row: Feedback) -> FeedbackView:
    outcome = Outcome(row.outcome)
    return FeedbackView(receipt, outcome, row.decided_on, row.note, row.logged_as, row.at)
