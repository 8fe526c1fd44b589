"""What was sent and posted of an item, for those who go on from there."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.db.models.functions import Greatest

from mingjian.intake.models import Submission
from mingjian.intake.stage import Stage


@dataclass(frozen=True, slots=True)
class Posted:
    """A submission, and when the last of its rows came into the ledger."""

    submission_id: int
    posted_at: datetime


def anything_posted(item: str) -> bool:
    """Whether any file of the item was ever posted: nothing is looked up in an empty ledger."""
    return Submission.objects.filter(item=item, stage=Stage.POSTED).exists()


def posted_since(item: str, moment: datetime | None) -> list[Posted]:
    """Submissions of the item posted at or after the moment (None: ever), the oldest first.

    A row that waited for a person comes into the ledger with the answer, later than its file.
    """
    rows = Submission.objects.filter(item=item, stage=Stage.POSTED)
    told = rows.annotate(at=Greatest("finished_at", Max("questions__answered_at")))
    if moment is not None:
        told = told.filter(at__gte=moment)
    return [Posted(*one) for one in told.order_by("at", "pk").values_list("pk", "at")]
