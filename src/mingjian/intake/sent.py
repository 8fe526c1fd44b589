"""What was sent and posted of an item, for those who go on from there."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max
from django.db.models.functions import Greatest

from mingjian.intake.models import Question, Submission
from mingjian.intake.stage import Stage


@dataclass(frozen=True, slots=True)
class Posted:
    """A submission, when the last of its rows came into the ledger, and by how many answers.

    The moments are those of several machines: an answer can come after one that is dated later,
    so that it is seen by the number alone.
    """

    submission_id: int
    posted_at: datetime
    answers: int = 0


def anything_posted(item: str) -> bool:
    """Whether any file of the item was ever posted: nothing is looked up in an empty ledger."""
    return Submission.objects.filter(item=item, stage=Stage.POSTED).exists()


def posted_since(item: str, moment: datetime | None) -> list[Posted]:
    """Submissions of the item posted at or after the moment (None: ever), the oldest first.

    A row that waited for a person comes into the ledger with the answer, later than its file.
    """
    rows = Submission.objects.filter(item=item, stage=Stage.POSTED)
    told = rows.annotate(
        at=Greatest("finished_at", Max("questions__answered_at")),
        answers=Count("questions__answered_at"),
    )
    if moment is not None:
        told = told.filter(at__gte=moment)
    return [Posted(*one) for one in told.order_by("at", "pk").values_list("pk", "at", "answers")]


def released_rows(submission_id: int, moment: datetime) -> list[int]:
    """Numbers of the rows that an answer at or after the moment brought into the ledger."""
    found = Question.objects.filter(submission_id=submission_id, answered_at__gte=moment)
    linked = found.filter(answer__in=[Question.Answer.LINK, Question.Answer.ALIAS])
    return list(linked.order_by("row_no").values_list("row_no", flat=True))
