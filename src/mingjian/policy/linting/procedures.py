"""Procedures hold together: names resolve, every state can be reached, every case can end."""

from collections.abc import Iterator

from mingjian.policy.linting.clashes import REPEATED, twice
from mingjian.policy.linting.due_process import due_process
from mingjian.policy.linting.entering import entering
from mingjian.policy.linting.finding import Findings, Rule, Scene
from mingjian.policy.linting.paths import beyond, reached
from mingjian.policy.schema import Procedure

REFERENCE = Rule(
    "policy.lint.procedure_reference",
    "error",
    "程序引用了不存在的状态、步骤、时限或期限：{what}",
    "the procedure names a state, step, clock or deadline that is not there: {what}",
)
UNREACHABLE = Rule(
    "policy.lint.procedure_unreachable",
    "error",
    "没有途径到达该状态：{what}",
    "no way leads to the state: {what}",
)
NO_END = Rule(
    "policy.lint.procedure_no_end",
    "error",
    "从该状态不能办结：{what}",
    "a case in this state can never end: {what}",
)
AFTER_END = Rule(
    "policy.lint.procedure_after_end",
    "error",
    "终结状态之后还有步骤：{what}",
    "a step goes on from an end: {what}",
)


def procedures(scene: Scene) -> Findings:
    """Yield what is wrong with the procedures of the pack."""
    for procedure in scene.pack.procedures:
        broken = [*_repeated(procedure), *_references(procedure, scene)]
        yield from broken
        if not broken:
            yield from _shape(procedure)
            yield from due_process(procedure)
            yield from entering(procedure)


def file_of(procedure: Procedure) -> str:
    """Return where a procedure is expected: the linter works on values, not on files."""
    return f"procedures/{procedure.id}.yaml"


def _repeated(procedure: Procedure) -> Findings:
    for place in ("states", "steps", "clocks"):
        ids = [one.id for one in getattr(procedure, place)]
        yield from (REPEATED.at(file_of(procedure), place, one) for one in twice(ids))


def _references(procedure: Procedure, scene: Scene) -> Findings:
    known = {
        "state": {one.id for one in procedure.states},
        "step": {one.id for one in procedure.steps},
        "clock": {one.id for one in procedure.clocks},
        "deadline": scene.deadlines.keys(),
    }
    for place, kind, name in (*_named_by_steps(procedure), *_named_by_clocks(procedure)):
        if name not in known[kind]:
            yield REFERENCE.at(file_of(procedure), place, name)


def _named_by_steps(procedure: Procedure) -> Iterator[tuple[str, str, str]]:
    for step in procedure.steps:
        place = f"steps.{step.id}"
        yield from ((place, "state", name) for name in (*step.sources, step.to))
        yield from ((place, "clock", name) for name in step.after)
        others = (*step.other_person_than, *step.other_unit_than)
        yield from ((place, "step", name) for name in others)


def _named_by_clocks(procedure: Procedure) -> Iterator[tuple[str, str, str]]:
    for clock in procedure.clocks:
        place = f"clocks.{clock.id}"
        extending = (one.step for one in clock.extends)
        steps = (*clock.starts, *clock.stops, *clock.pauses, *clock.resumes, *extending)
        yield from ((place, "step", name) for name in steps)
        if clock.silence.step is not None:
            yield place, "step", clock.silence.step
        if clock.deadline is not None:
            yield place, "deadline", clock.deadline


def _shape(procedure: Procedure) -> Findings:
    file, ends = file_of(procedure), {one.id for one in procedure.states if one.end}
    seen = reached(procedure)
    for state in procedure.states:
        if state.id not in seen:
            yield UNREACHABLE.at(file, f"states.{state.id}", state.id)
        elif ends.isdisjoint(beyond(state.id, procedure.steps)):
            yield NO_END.at(file, f"states.{state.id}", state.id)
    for step in procedure.steps:
        if not ends.isdisjoint(step.sources):
            yield AFTER_END.at(file, f"steps.{step.id}", step.id)
