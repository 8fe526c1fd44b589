"""The steps of cases as the engine wants them, with what was served since."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from mingjian.cases.engine.taken import Almanac, Doer, Taken
from mingjian.cases.history import StepView
from mingjian.cases.models import CaseNotice, CasePaper, CaseStep
from mingjian.policy.standing import policies

_Papers = dict[int, dict[str, tuple[int, ...]]]
_Served = dict[int, dict[str, date]]


def course(case_id: int) -> tuple[Taken, ...]:
    """The steps of one case in their order."""
    return courses([case_id]).get(case_id, ())


def courses(case_ids: Iterable[int]) -> dict[int, tuple[Taken, ...]]:
    """The steps of each case in their order; three statements, however many cases."""
    ids = list(case_ids)
    papers, served = _papers(ids), _served(ids)
    found: defaultdict[int, list[Taken]] = defaultdict(list)
    for row in CaseStep.objects.filter(case_id__in=ids).order_by("case_id", "seq"):
        doer = Doer(row.actor, row.unit_id)
        taken = Taken(
            row.step, row.day, row.at, doer, papers.get(row.pk, {}), served.get(row.pk, {})
        )
        found[row.case_id].append(taken)
    return {case_id: tuple(steps) for case_id, steps in found.items()}


def course_of(steps: Iterable[StepView]) -> tuple[Taken, ...]:
    """The same of steps that were read for people already: nothing is read."""
    return tuple(
        Taken(one.step.id, one.day, one.at, _doer(one), _kinds(one), _arrived(one)) for one in steps
    )


def almanac(known_on: date | None = None) -> Almanac:
    """The calendar and deadlines of this installation."""
    known = policies()
    return Almanac(known.calendar(), known.deadline, known_on)


def _doer(one: StepView) -> Doer:
    return Doer(one.actor, one.unit_id)


def _kinds(one: StepView) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for paper in one.papers:
        found[paper.kind] = (*found.get(paper.kind, ()), paper.id)
    return found


def _arrived(one: StepView) -> dict[str, date]:
    found: dict[str, date] = {}
    for notice in sorted(one.notices, key=lambda sent: sent.subject_id is None):
        if notice.served_on is not None:
            found.setdefault(notice.paper.kind, notice.served_on)
    return found


def _papers(case_ids: list[int]) -> _Papers:
    rows = CasePaper.objects.filter(step__case_id__in=case_ids).order_by("pk")
    found: _Papers = defaultdict(dict)
    for step, kind, paper in rows.values_list("step_id", "paper__kind", "paper_id"):
        kinds = found[step]
        kinds[kind] = (*kinds.get(kind, ()), paper)
    return found


def _served(case_ids: list[int]) -> _Served:
    """When each kind arrived. Where it went to the subject and to units, the subject's day."""
    rows = CaseNotice.objects.filter(
        step__case_id__in=case_ids, notice__service__isnull=False
    ).order_by("notice__subject_id", "pk")
    found: _Served = defaultdict(dict)
    columns = ("step_id", "notice__paper__kind", "notice__service__served_on")
    for step, kind, day in rows.values_list(*columns):
        found[step].setdefault(kind, day)
    return found
