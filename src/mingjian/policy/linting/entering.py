"""Entering on a list and leaving it: what a black list needs, and what a red one needs instead."""

from collections.abc import Iterator

from mingjian.policy.linting.finding import Findings, Rule
from mingjian.policy.linting.paths import reached
from mingjian.policy.schema import Procedure, Step

NOT_ADVERSE = Rule(
    "policy.lint.procedure_not_adverse",
    "error",
    "列入黑名单或重点关注名单的步骤没有标为不利步骤：{what}",
    "a step that enters on a black or watch list is not marked as adverse: {what}",
)
UNSIGNED = Rule(
    "policy.lint.procedure_unsigned",
    "error",
    "列入名单的步骤不是由负责人签发决定书：{what}",
    "a step that enters on a list is not a decision signed by the head: {what}",
)
UNCHECKED = Rule(
    "policy.lint.procedure_unchecked",
    "error",
    "列入或公布红名单之前没有核对黑名单：{what}",
    "a red entry is made or published without looking at the black lists: {what}",
)
TAKEN_AWAY = Rule(
    "policy.lint.procedure_taken_away",
    "error",
    "移出红名单既非主体申请、也非上级认定，却没有标为不利步骤：{what}",
    "a red entry is taken away, not by wish or by its issuer, and the step is not adverse: {what}",
)


def entering(procedure: Procedure) -> Findings:
    """Yield what a procedure lacks that puts on a list or takes off a red one."""
    for step in procedure.steps:
        for rule in _broken(procedure, step):
            yield rule.at(f"procedures/{procedure.id}.yaml", f"steps.{step.id}", step.id)


def _broken(procedure: Procedure, step: Step) -> Iterator[Rule]:
    red = procedure.kind == "recognition"
    if step.effect == "enter_list":
        if step.by != "head" or step.makes != "decision":
            yield UNSIGNED
        if not (red or step.adverse):
            yield NOT_ADVERSE
    if red and step.effect in {"enter_list", "publish"} and "no_black_list" not in step.conditions:
        yield UNCHECKED
    if procedure.kind == "removal" and step.effect == "leave_list" and _takes(procedure, step):
        yield TAKEN_AWAY


def _takes(procedure: Procedure, step: Step) -> bool:
    """Whether it may end an entry that its subject did not ask to end and nobody else did."""
    if step.adverse or "decided_elsewhere" in step.conditions:
        return False
    asked = {one.id for one in procedure.steps if one.by == "subject"}
    return step.opens or not reached(procedure, asked).isdisjoint(step.sources)
