"""Take a step of a case."""

from django.db import transaction

from mingjian.accounts.actor import Actor
from mingjian.cases.doing import Doing
from mingjian.cases.move import prepare
from mingjian.cases.problems import CaseMoved
from mingjian.cases.reach import locked
from mingjian.cases.record import record
from mingjian.cases.view import CaseView, view


@transaction.atomic
def take(case_id: int, step_id: str, doing: Doing, actor: Actor, *, seq: int) -> CaseView:
    """Take the step after step number `seq`, the last one that the actor has seen.

    Step, papers, notices, effect and log entry stand or fall together.

    Raises:
        NoSuchCase: there is none, or it is out of the actor's reach.
        CaseMoved: somebody took a step since.
        Problem: as `prepare` and `record`: what stands in the way, with a way out.
    """
    case = locked(actor, case_id)
    if case.seq != seq:
        raise CaseMoved(expected=seq, seq=case.seq)
    record(prepare(case, step_id, doing, actor))
    return view(case_id, actor)
