"""What running out of time does by itself: at most a step of the platform that harms nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from mingjian.cases.engine.clock import run
from mingjian.cases.engine.open_steps import open_steps
from mingjian.cases.engine.running import Running
from mingjian.cases.engine.standing import outcomes, standing
from mingjian.cases.engine.taken import Almanac, Taken
from mingjian.policy.schema.procedure import Clock, EffectName, Procedure, Step

HARMFUL: Final[frozenset[EffectName]] = frozenset({"enter_list", "publish", "unshield"})


@dataclass(frozen=True, slots=True)
class Silence:
    """A clock ran out. `step`: what the platform may do now; `refused`: it may not, and must say.

    Both empty: the pack attaches nothing, or the step is not open from where the case stands.
    """

    running: Running
    step: Step | None = None
    refused: bool = False


def due_silences(
    procedure: Procedure, taken: Sequence[Taken], today: date, almanac: Almanac
) -> tuple[Silence, ...]:
    """The clocks that ran out before `today`, with the step each one brings.

    A last day that a holiday notice may still move is waited for. What would harm the subject is
    refused even if a pack asks for it: the office's silence never counts against the applicant
    (law 10 of the house), and nobody's silence takes a step to the subject's disadvantage.
    """
    found = [run(clock, taken, today, almanac) for clock in procedure.clocks]
    out = [one for one in found if one.ran_out(today) and one.due and not one.due.provisional]
    if not out:
        return ()
    free = {o.step.id for o in open_steps(procedure, taken, today, almanac) if not o.blocked_by}
    return tuple(_brought(procedure, taken, one, free) for one in out)


def harms(procedure: Procedure, clock: Clock, step: Step, state_id: str) -> bool:
    """Whether the platform may not take `step` from this state only because `clock` ran out."""
    return (
        step.by != "system"
        or step.adverse
        or step.effect in HARMFUL
        or _gives_time(procedure, clock, step)
        or (clock.on == "office" and _closes_the_way(procedure, step, state_id))
    )


def _brought(
    procedure: Procedure, taken: Sequence[Taken], running: Running, free: set[str]
) -> Silence:
    state, wanted = standing(procedure, taken), running.clock.silence.step
    if wanted is None or state is None:
        return Silence(running)
    step = procedure.step(wanted)
    if harms(procedure, running.clock, step, state.id):
        return Silence(running, refused=True)
    return Silence(running, step) if wanted in free else Silence(running)


def _gives_time(procedure: Procedure, ran_out: Clock, step: Step) -> bool:
    """Whether it would lengthen or pause a clock of the office, or begin this one anew."""
    if ran_out.on == "office" and step.id in ran_out.starts:
        return True
    office = (clock for clock in procedure.clocks if clock.on == "office")
    return any(
        step.id in clock.pauses or any(step.id == one.step for one in clock.extends)
        for clock in office
    )


def _closes_the_way(procedure: Procedure, step: Step, state_id: str) -> bool:
    """Whether a good end that can be reached from here cannot be reached after it."""
    if procedure.state(step.to).end == "adverse":
        return True
    lost = outcomes(procedure, state_id) - outcomes(procedure, step.to)
    return "favourable" in lost
