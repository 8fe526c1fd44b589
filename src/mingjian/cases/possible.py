"""What can be done with a case now, and by whom."""

from dataclasses import dataclass
from datetime import date

from mingjian.accounts.actor import Actor
from mingjian.cases.conditions import unmet
from mingjian.cases.course import almanac
from mingjian.cases.engine.open_steps import open_steps
from mingjian.cases.engine.taken import Doer, Taken
from mingjian.cases.models import Case
from mingjian.cases.party import may_enter, may_take
from mingjian.kernel.problem import Problem
from mingjian.policy.schema.procedure import Procedure, Step


@dataclass(frozen=True, slots=True)
class Possible:
    """A step that leads on. `yours`: this reader may take it, once nothing blocks it.

    `at_counter`: it is the subject's, and this reader may enter it for who came with signed papers.
    """

    step: Step
    yours: bool
    blocked_by: tuple[Problem, ...]
    at_counter: bool = False


def possible(
    case: Case, procedure: Procedure, taken: tuple[Taken, ...], actor: Actor, today: date
) -> tuple[Possible, ...]:
    """The steps that lead on, with what stands in the way of each."""
    found = open_steps(procedure, taken, today, almanac(), Doer(actor.id, actor.unit_id))
    return tuple(
        Possible(
            one.step,
            may_take(case, one.step, actor),
            (*one.blocked_by, *unmet(case, one.step, today)),
            may_enter(case, one.step, actor),
        )
        for one in found
    )
