"""Whether a step is this actor's to take."""

from typing import Final

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import decide, require
from mingjian.cases.doing import Counter
from mingjian.cases.models import Case
from mingjian.cases.problems import NotAtCounter, NotYourStep, SameUnit
from mingjian.kernel.problem import Problem
from mingjian.policy.schema.base import Text
from mingjian.policy.schema.procedure import Party, Step

PARTIES: Final[dict[Party, Text]] = {
    "unit": Text(zh="承办单位联络员", en="the liaison of the unit in charge"),
    "head": Text(zh="承办单位负责人", en="the head of the unit in charge"),
    "office": Text(zh="信用办", en="the credit office"),
    "reviewer": Text(zh="复核单位", en="the body that reviews"),
    "subject": Text(zh="当事主体", en="the subject itself"),
    "system": Text(zh="平台", en="the platform"),
}
_RIGHTS: Final[dict[Party, str]] = {
    "unit": "case.propose",
    "head": "case.decide",
    "office": "case.oversee",
    "reviewer": "case.review",
    "subject": "case.apply",
}

_AT_COUNTER: Final = ("case.propose", "case.oversee")


def require_party(case: Case, step: Step, actor: Actor, counter: Counter | None = None) -> None:
    """Go on only when the step belongs to this actor.

    The platform takes its own steps and no others; a head signs for his own unit; who reviews is
    of another unit than the one that decided. At the counter the office or the unit in charge
    enters a step of the subject for it.

    Raises:
        UnderRule: the right is not held.
        NotYourStep, SameUnit: it is held, but the step is another party's.
        NotAtCounter: only a subject's own step is entered for it, and by an official.
    """
    if counter is not None:
        _require_counter(case, step, actor)
        return
    if step.by == "system" or actor.is_system:
        _go_on(step, fits=step.by == "system" and actor.is_system)
        return
    reach = {"subject_id": case.subject_id} if step.by == "subject" else {"unit_id": case.unit_id}
    require(actor, _RIGHTS[step.by], **reach)
    _go_on(step, fits=_is_party(case, step, actor))
    if step.by == "reviewer" and actor.unit_id in first_units(case):
        raise SameUnit(earlier="原决定", earlier_en="the first decision")


def first_units(case: Case) -> frozenset[str]:
    """The units that had a part in what a reviewer looks at."""
    return frozenset({case.unit_id}) if case.parent is None else units_in(case.parent)


def units_in(case: Case) -> frozenset[str]:
    """The unit in charge of a case, and every unit that took a step of it."""
    taken = case.steps.exclude(unit_id="").values_list("unit_id", flat=True)
    return frozenset({case.unit_id, *taken})


def may_take(case: Case, step: Step, actor: Actor) -> bool:
    """Whether `require_party` would go on."""
    try:
        require_party(case, step, actor)
    except Problem:
        return False
    return True


def may_enter(case: Case, step: Step, actor: Actor) -> bool:
    """Whether the actor may enter the step at the counter for the subject."""
    try:
        _require_counter(case, step, actor)
    except Problem:
        return False
    return True


def _require_counter(case: Case, step: Step, actor: Actor) -> None:
    if step.by != "subject" or actor.is_system or actor.subject_id is not None:
        raise NotAtCounter(step=step.name.zh, step_en=step.name.en)
    if not any(decide(actor, right, unit_id=case.unit_id).allowed for right in _AT_COUNTER):
        require(actor, _AT_COUNTER[0], unit_id=case.unit_id)


def _is_party(case: Case, step: Step, actor: Actor) -> bool:
    if step.by == "subject":
        return actor.subject_id == case.subject_id
    if step.by == "reviewer":
        return case.parent is None or actor.unit_id == case.unit_id
    return step.by != "head" or actor.unit_id == case.unit_id


def _go_on(step: Step, *, fits: bool) -> None:
    if not fits:
        party, name = PARTIES[step.by], step.name
        raise NotYourStep(step=name.zh, step_en=name.en, party=party.zh, party_en=party.en)
