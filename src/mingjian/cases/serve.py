"""Proofs of service of a case's notices."""

from datetime import date

from django.db import transaction

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import decide, require
from mingjian.cases.models import Case, CaseNotice
from mingjian.cases.problems import NoSuchNoticeHere
from mingjian.cases.reach import locked
from mingjian.papers.models import How
from mingjian.papers.serve import serve
from mingjian.papers.views import ServiceView

_RIGHTS = ("case.propose", "case.decide", "case.oversee")


@transaction.atomic
def prove(  # noqa: PLR0913 - what arrived when and how, by what proof, and who says so
    case_id: int,
    notice_id: int,
    on: date,
    how: How | str,
    actor: Actor,
    *,
    proof: int | None = None,
    note: str = "",
) -> ServiceView:
    """Record that a notice of the case reached the subject; clocks may start by it.

    Raises:
        NoSuchCase, NoSuchNoticeHere: out of reach, or of another case.
        UnderRule: the actor has no part in the case.
        AlreadyServed, PaperUnfit: as `papers.serve`.
    """
    case = locked(actor, case_id)
    _require_part(case, actor)
    here = CaseNotice.objects.filter(step__case=case, notice_id=notice_id)
    if not here.filter(notice__subject_id=case.subject_id).exists():
        raise NoSuchNoticeHere(what=str(notice_id), notice=notice_id, number=case.number)
    return serve(notice_id, on, how, actor=actor.id, proof=proof, note=note)


def _require_part(case: Case, actor: Actor) -> None:
    """One of the rights does; where none does, the first says why."""
    if not any(decide(actor, right, unit_id=case.unit_id).allowed for right in _RIGHTS):
        require(actor, _RIGHTS[0], unit_id=case.unit_id)
