"""What was sent and posted of an item, for those who go on from there."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.db import connection

from mingjian.intake.models import Question
from mingjian.intake.stage import Stage

# Each branch of the union walks over an index from the moment on; LATERAL keeps the count to those.
_MOVED: Final = """
SELECT s.id, greatest(s.finished_at, q.last), q.answers FROM (
  SELECT id FROM intake_submission
  WHERE item = %(item)s AND stage = %(posted)s AND finished_at >= %(since)s
  UNION
  SELECT submission_id FROM intake_question
  WHERE item = %(item)s AND answered_at >= %(since)s) moved
JOIN intake_submission s USING (id)
CROSS JOIN LATERAL (SELECT max(answered_at) AS last, count(answered_at) AS answers
  FROM intake_question WHERE submission_id = s.id) q
WHERE s.stage = %(posted)s
ORDER BY 2, 1
"""


@dataclass(frozen=True, slots=True)
class Posted:
    """A submission, when the last of its rows came into the ledger, and by how many answers.

    The moments are those of several machines: an answer can come after one that is dated later,
    so that it is seen by the number alone.
    """

    submission_id: int
    posted_at: datetime
    answers: int = 0


def posted_since(item: str, moment: datetime | None) -> list[Posted]:
    """Submissions of the item posted at or after the moment (None: ever), the oldest first.

    A row that waited for a person comes into the ledger with the answer, later than its file.
    Only the submissions that moved since are looked at, and their answers counted.
    """
    since = datetime.min.replace(tzinfo=UTC) if moment is None else moment
    with connection.cursor() as cursor:
        cursor.execute(_MOVED, {"item": item, "since": since, "posted": Stage.POSTED})
        return [Posted(*row) for row in cursor.fetchall()]


def released_rows(submission_id: int, moment: datetime) -> list[int]:
    """Numbers of the rows that an answer at or after the moment brought into the ledger."""
    found = Question.objects.filter(submission_id=submission_id, answered_at__gte=moment)
    linked = found.filter(answer__in=[Question.Answer.LINK, Question.Answer.ALIAS])
    return list(linked.order_by("row_no").values_list("row_no", flat=True))
