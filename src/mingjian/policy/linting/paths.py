"""Ways through a procedure: which states can be reached, and what always lies before a step."""

from collections.abc import Collection, Iterable

from mingjian.policy.schema import Procedure, Step


def reached(procedure: Procedure, without: Collection[str] = ()) -> frozenset[str]:
    """Return the states a case can reach when the steps `without` are never taken."""
    steps = [step for step in procedure.steps if step.id not in without]
    return _grown({step.to for step in steps if step.opens}, steps)


def beyond(state: str, steps: Iterable[Step]) -> frozenset[str]:
    """Return `state` and the states that these steps lead to from it."""
    return _grown({state}, list(steps))


def always_before(procedure: Procedure, step: Step, given: Collection[str]) -> bool:
    """Tell whether no way comes to `step` without one of the steps `given` before it.

    Nothing lies before an opening step.
    """
    return not step.opens and reached(procedure, given).isdisjoint(step.sources)


def _grown(states: set[str], steps: list[Step]) -> frozenset[str]:
    waiting = list(states)
    while waiting:
        state = waiting.pop()
        found = {step.to for step in steps if state in step.sources} - states
        states |= found
        waiting += found
    return frozenset(states)
