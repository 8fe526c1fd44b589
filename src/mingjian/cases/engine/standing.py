"""Where a case stands after the steps taken."""

from collections.abc import Iterable

from mingjian.cases.engine.taken import Taken
from mingjian.cases.problems import BrokenCourse
from mingjian.policy.schema.procedure import Outcome, Procedure, State, Step


def standing(procedure: Procedure, taken: Iterable[Taken]) -> State | None:
    """The state the last step led to; None before the first.

    Raises:
        BrokenCourse: the steps cannot have been taken in this order, or one is not known.
    """
    state: State | None = None
    for one in taken:
        step = next((s for s in procedure.steps if s.id == one.step), None)
        if step is None or not _fits(step, state):
            raise BrokenCourse(step=one.step, state=state.id if state else "")
        state = procedure.state(step.to)
    return state


def openings(procedure: Procedure) -> tuple[Step, ...]:
    """The steps by which a case of this procedure begins."""
    return tuple(step for step in procedure.steps if step.opens)


def leading_on(procedure: Procedure, state: State | None) -> tuple[Step, ...]:
    """The steps that start from a state; those that open a case, from none."""
    return tuple(step for step in procedure.steps if _fits(step, state))


def outcomes(procedure: Procedure, state_id: str) -> frozenset[Outcome]:
    """How a case that stands there may still end."""
    found, waiting = {state_id}, [state_id]
    while waiting:
        here = procedure.state(waiting.pop())
        fresh = {step.to for step in leading_on(procedure, here)} - found
        found |= fresh
        waiting.extend(fresh)
    ends = (procedure.state(one).end for one in found)
    return frozenset(end for end in ends if end is not None)


def _fits(step: Step, state: State | None) -> bool:
    return step.opens if state is None else state.end is None and state.id in step.sources
