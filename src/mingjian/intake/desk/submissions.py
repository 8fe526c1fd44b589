"""Submissions as people see them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import QuerySet

from mingjian.accounts.actor import Actor
from mingjian.intake.desk.reach import Filters, filtered, reach
from mingjian.intake.models import Progress, Submission
from mingjian.intake.refusals import NoSuchSubmission
from mingjian.intake.stage import Stage


@dataclass(frozen=True, slots=True)
class SubmissionView:
    """A submission as people see it; `done` of `total` rows while it is worked on."""

    id: int
    unit_id: str
    item: str
    edition_id: str
    layout: str
    filename: str
    sha256: str
    size: int
    kind: str
    received_at: datetime
    actor: str
    via: str
    stage: str
    rows: int
    good: int
    bad: int
    warned: int
    held: int
    late: int
    new: int
    changed: int
    unchanged: int
    late_by: int
    due_on: date | None
    codes: dict[str, int] | None
    problem: dict[str, Any] | None
    report: dict[str, Any] | None
    started_at: datetime | None
    finished_at: datetime | None
    cancel_requested_at: datetime | None
    done: int
    total: int

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen by itself."""
        return Stage(self.stage).final


def submissions(actor: Actor, filters: Filters | None = None) -> list[SubmissionView]:
    """The submissions within the actor's reach, the newest first."""
    asked = filters or Filters()
    found = filtered(reach(actor), asked).order_by("-pk")[: asked.limit]
    return _views(found)


def submission(actor: Actor, submission_id: int) -> SubmissionView:
    """One submission.

    Raises:
        NoSuchSubmission: there is none, or it is out of the actor's reach.
    """
    found = reach(actor).filter(pk=submission_id)
    views = _views(found)
    if not views:
        raise NoSuchSubmission(submission=submission_id)
    return views[0]


def _views(rows: "QuerySet[Submission]") -> list[SubmissionView]:
    found = list(rows)
    known = Progress.objects.in_bulk([one.pk for one in found])
    return [_view(one, known.get(one.pk)) for one in found]


def _view(one: Submission, known: Progress | None) -> SubmissionView:
    same = {name: getattr(one, name) for name in _SAME}
    done, total = (known.done, known.total) if known else (0, one.rows)
    return SubmissionView(id=one.pk, done=done, total=total, **same)


_SAME: Final = tuple(SubmissionView.__dataclass_fields__.keys() - {"id", "done", "total"})
