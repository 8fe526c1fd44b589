"""The steps that were taken in a case, as people see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch

from mingjian.cases.models import CaseNotice, CasePaper, CaseStep
from mingjian.papers.read import fetched
from mingjian.papers.views import NoticeView, PaperView, notice_view, paper_view
from mingjian.policy.schema.procedure import Procedure, Step


@dataclass(frozen=True, slots=True)
class StepView:
    """A step that was taken, with its papers and notices; `entry_id` is its place in the log.

    `capacity`: an official entered it at the counter, for a representative or an agent of the
    subject who signed the paper `proof_id`; empty where it was taken by whose it is.
    """

    seq: int
    step: Step
    from_state: str
    to_state: str
    day: date
    at: datetime
    actor: str
    unit_id: str
    reason: str
    facts: Mapping[str, Any]
    capacity: str
    proof_id: int | None
    entry_id: int
    papers: tuple[PaperView, ...]
    notices: tuple[NoticeView, ...]


def history(case_id: int, procedure: Procedure) -> tuple[StepView, ...]:
    """What was done, in order; five statements, however many steps."""
    rows = CaseStep.objects.filter(case_id=case_id).order_by("seq")
    return tuple(_step(row, procedure) for row in rows.prefetch_related(*_WITH))


_WITH = (
    Prefetch("papers", CasePaper.objects.select_related("paper").order_by("pk")),
    Prefetch("notices", CaseNotice.objects.order_by("pk")),
    Prefetch("notices__notice", fetched()),
)


def _step(row: CaseStep, procedure: Procedure) -> StepView:
    same = {name: getattr(row, name) for name in _STEP_SAME}
    notices = tuple(notice_view(one.notice) for one in row.notices.all())
    papers = tuple(paper_view(one.paper) for one in row.papers.all())
    return StepView(step=procedure.step(row.step), papers=papers, notices=notices, **same)


_STEP_SAME = tuple(StepView.__dataclass_fields__.keys() - {"step", "papers", "notices"})
