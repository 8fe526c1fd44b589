"""What the laws of the house ask of a procedure: notice, paper, second person, harmless silence."""

from mingjian.policy.linting.finding import Findings, Rule
from mingjian.policy.linting.paths import always_before
from mingjian.policy.linting.silence import silence
from mingjian.policy.schema import Procedure, Step

NO_NOTICE = Rule(
    "policy.lint.procedure_no_notice",
    "error",
    "不利步骤之前，并非在每条途径上都有已送达主体的告知：{what}",
    "a way comes to an adverse step without a notice served on the subject before: {what}",
)
NO_PAPER = Rule(
    "policy.lint.procedure_no_paper",
    "error",
    "不利步骤没有制作文书：{what}",
    "an adverse step makes no paper: {what}",
)
TWO_PERSONS = Rule(
    "policy.lint.procedure_two_persons",
    "error",
    "应由另一人或另一单位办理，但所指步骤之前未必有人办理：{what}",
    "another person or unit is asked for than did a step that need not lie before: {what}",
)
SERVICE = Rule(
    "policy.lint.procedure_service",
    "error",
    "所等待的送达之前未必发出：{what}",
    "service is waited for of a paper that need not have been sent: {what}",
)
AFTER = Rule(
    "policy.lint.procedure_after",
    "error",
    "所等待的时限之前未必开始：{what}",
    "a clock is waited for that need not have started: {what}",
)


def due_process(procedure: Procedure) -> Findings:
    """Yield what a procedure whose names resolve would let happen against the laws of the house."""
    file = f"procedures/{procedure.id}.yaml"
    for step in procedure.steps:
        for rule, what in (*_against_subject(procedure, step), *_waits(procedure, step)):
            yield rule.at(file, f"steps.{step.id}", what)
    for clock in procedure.clocks:
        kinds = [_kinds(procedure.step(start)) for start in clock.starts]
        if clock.served and any(clock.served not in sent for sent in kinds):
            yield SERVICE.at(file, f"clocks.{clock.id}", clock.served)
    yield from silence(procedure)


def _against_subject(procedure: Procedure, step: Step) -> list[tuple[Rule, str]]:
    if not step.adverse:
        return []
    told = {one.id for one in procedure.steps if _tells_subject(one, step)}
    found = [] if always_before(procedure, step, told) else [(NO_NOTICE, step.id)]
    return found if step.makes else [*found, (NO_PAPER, step.id)]


def _tells_subject(step: Step, adverse: Step) -> bool:
    return any(
        notice.to == "subject" and notice.served and notice.paper in adverse.served
        for notice in step.notices
    )


def _waits(procedure: Procedure, step: Step) -> list[tuple[Rule, str]]:
    """What a step waits for, or refers to, lies before it on every way."""
    found = []
    for kind in step.served:
        sent = {one.id for one in procedure.steps if kind in _kinds(one)}
        found += [] if always_before(procedure, step, sent) else [(SERVICE, str(kind))]
    for clock in procedure.clocks:
        if clock.id in step.after and not always_before(procedure, step, clock.starts):
            found.append((AFTER, clock.id))
    for name in (*step.other_person_than, *step.other_unit_than):
        found += [] if _someone_before(procedure, step, name) else [(TWO_PERSONS, name)]
    return found


def _someone_before(procedure: Procedure, step: Step, name: str) -> bool:
    # The clock is no person: a way that it opened by itself needs no second one.
    by_clock = {one.id for one in procedure.steps if one.by == "system"}
    return always_before(procedure, step, {name, *by_clock})


def _kinds(step: Step) -> set[str]:
    return {notice.paper for notice in step.notices if notice.served}
