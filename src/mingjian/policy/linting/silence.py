"""Law 10: the office's silence never refuses, closes or lengthens to the subject's harm."""

from mingjian.policy.linting.finding import Findings, Rule
from mingjian.policy.linting.paths import beyond
from mingjian.policy.schema import Procedure, Step

SILENCE = Rule(
    "policy.lint.procedure_silence",
    "error",
    "机关的沉默导致对主体不利的结果或者延长期限：{what}",
    "the office's silence harms the subject or lengthens the time: {what}",
)
NOBODY = Rule(
    "policy.lint.procedure_nobody",
    "error",
    "对主体不利的步骤不得由系统自动作出：{what}",
    "an adverse step must be taken by a person, not by the clock: {what}",
)


def silence(procedure: Procedure) -> Findings:
    """Yield clocks of the office that run out against the subject, and harm done by nobody."""
    file = f"procedures/{procedure.id}.yaml"
    for step in procedure.steps:
        if step.by == "system" and step.adverse:
            yield NOBODY.at(file, f"steps.{step.id}", step.id)
    for clock in procedure.clocks:
        taken = procedure.step(clock.silence.step) if clock.silence.step else None
        if clock.on == "office" and taken is not None and _harms(procedure, taken):
            yield SILENCE.at(file, f"clocks.{clock.id}", taken.id)


def _harms(procedure: Procedure, step: Step) -> bool:
    lengthens = any(one.step == step.id for clock in procedure.clocks for one in clock.extends)
    return step.adverse or lengthens or _ends_ill(procedure, step.to)


def _ends_ill(procedure: Procedure, state: str) -> bool:
    """Tell whether a case ends adversely from here without a person, or cannot end otherwise."""
    by_itself = beyond(state, (step for step in procedure.steps if step.by == "system"))
    if "adverse" in _outcomes(procedure, by_itself):
        return True
    return _outcomes(procedure, beyond(state, procedure.steps)) == {"adverse"}


def _outcomes(procedure: Procedure, states: frozenset[str]) -> set[str]:
    return {one.end for one in procedure.states if one.end and one.id in states}
