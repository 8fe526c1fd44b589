"""What was handed in with a step: the papers it wants, the signed original, the reason."""

from mingjian.cases.doing import Counter, Doing
from mingjian.cases.models import Case
from mingjian.cases.problems import ForeignPaper, NotSigned, PapersMissing, ReasonMissing
from mingjian.papers.read import paper
from mingjian.papers.views import PaperView
from mingjian.policy.schema.procedure import Procedure, Step


def handed_in(case: Case, step: Step, doing: Doing) -> tuple[PaperView, ...]:
    """The papers, each once; at the counter the signed original is one of them.

    Raises:
        NoSuchPaper, ForeignPaper: one is not there, or about another subject.
        PapersMissing: a kind that the step wants is not among them.
        NotSigned: the original is no uploaded file about the subject.
    """
    signed = [] if doing.counter is None else [_signed(case, doing.counter)]
    papers = (*(paper(number) for number in doing.papers), *signed)
    found = tuple({one.id: one for one in papers}.values())
    for one in found:
        if one.subject_id not in {None, case.subject_id}:
            raise ForeignPaper(paper=one.number)
    lacking = [kind for kind in step.papers if kind not in {one.kind for one in found}]
    if lacking:
        raise PapersMissing(step=step.name.zh, step_en=step.name.en, kinds="、".join(lacking))
    return found


def require_reason(procedure: Procedure, step: Step, doing: Doing) -> None:
    """An extension wants its reason, whether the pack remembers to say so or not.

    Raises:
        ReasonMissing: there is none.
    """
    extends = any(e.step == step.id for clock in procedure.clocks for e in clock.extends)
    if (step.reason or extends) and not doing.reason.strip():
        raise ReasonMissing(step=step.name.zh, step_en=step.name.en)


def _signed(case: Case, counter: Counter) -> PaperView:
    found = paper(counter.proof)
    if found.subject_id != case.subject_id or not found.filename:
        raise NotSigned(paper=found.number)
    return found
