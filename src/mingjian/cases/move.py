"""A step that is about to be taken, with everything that must hold before it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.cases.conditions import unmet
from mingjian.cases.course import almanac, course
from mingjian.cases.doing import Doing
from mingjian.cases.engine.open_steps import open_steps
from mingjian.cases.engine.standing import standing
from mingjian.cases.engine.taken import Doer, Taken
from mingjian.cases.facts import fitted
from mingjian.cases.handed_in import handed_in, require_reason
from mingjian.cases.models import Case
from mingjian.cases.party import require_party
from mingjian.cases.problems import NoSuchStep, NotOpen
from mingjian.cases.procedures import procedure_of
from mingjian.papers.views import PaperView
from mingjian.policy.schema.procedure import Procedure, Step


@dataclass(frozen=True, slots=True)
class Move:
    """A step whose conditions are met. `taken`: the steps before it."""

    case: Case
    procedure: Procedure
    step: Step
    actor: Actor
    at: datetime
    taken: tuple[Taken, ...]
    facts: Mapping[str, Any]
    papers: tuple[PaperView, ...]
    doing: Doing

    @property
    def day(self) -> date:
        """The legal day of the step."""
        return timezone.localdate(self.at)

    @property
    def unit_id(self) -> str:
        """The unit for which the step is taken; empty for the subject and the platform."""
        return "" if self.doing.counter else self.actor.unit_id


def prepare(case: Case, step_id: str, doing: Doing, actor: Actor) -> Move:
    """Everything that must hold, in the order in which a person would want to be told.

    Raises:
        NoSuchStep, NotOpen: the step does not lead on from where the case stands.
        UnderRule, NotYourStep, SamePerson, SameUnit, NotAtCounter: it is not this actor's.
        NotServed, ClockRuns, and others of the engine: something must come first.
        ConditionNotMet, ConditionUnknown: what the step wants of the subject or the list.
        UnfitFact, PapersMissing, ForeignPaper, NotSigned, ReasonMissing: what was handed in will
            not do.
    """
    procedure, taken, now = procedure_of(case), course(case.pk), timezone.now()
    step = _step(procedure, step_id)
    today = timezone.localdate(now)
    unit = "" if doing.counter else actor.unit_id
    openings = open_steps(procedure, taken, today, almanac(), Doer(actor.id, unit))
    opening = next((one for one in openings if one.step.id == step.id), None)
    if opening is None:
        raise _not_open(procedure, taken, step)
    require_party(case, step, actor, doing.counter)
    for problem in (*opening.blocked_by, *unmet(case, step, today)):
        raise problem
    require_reason(procedure, step, doing)
    facts = fitted(step, doing.facts, today)
    papers = handed_in(case, step, doing)
    return Move(case, procedure, step, actor, now, taken, facts, papers, doing)


def gathered(move: Move) -> dict[str, Any]:
    """The facts of all steps up to and with this one; of two of one name the later."""
    found: dict[str, Any] = {}
    for facts in move.case.steps.order_by("seq").values_list("facts", flat=True):
        found |= facts
    return found | dict(move.facts)


def last_paper(move: Move, kind: str) -> int | None:
    """The number of the last paper of a kind that earlier steps brought or issued."""
    papers = (one.papers[kind][-1] for one in reversed(move.taken) if kind in one.papers)
    return next(papers, None)


def _step(procedure: Procedure, step_id: str) -> Step:
    for step in procedure.steps:
        if step.id == step_id:
            return step
    raise NoSuchStep(what=step_id, procedure=procedure.name.zh, step=step_id)


def _not_open(procedure: Procedure, taken: tuple[Taken, ...], step: Step) -> NotOpen:
    state = standing(procedure, taken)
    name = state.name if state else procedure.name
    return NotOpen(state=name.zh, state_en=name.en, step=step.name.zh, step_en=step.name.en)
