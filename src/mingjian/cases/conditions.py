"""What a step wants met of the subject or the list before it is taken: asked for, never guessed."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from mingjian.cases.models import Case
from mingjian.cases.problems import ConditionNotMet, ConditionUnknown
from mingjian.effects.black_lists import on_no_black_list
from mingjian.effects.enter import entry
from mingjian.effects.subject_fit import unfit
from mingjian.kernel.problem import Problem
from mingjian.kernel.verdict import CannotTell, Met, NotMet, Verdict
from mingjian.policy.problems import UnknownList
from mingjian.policy.schema.base import Text
from mingjian.policy.schema.procedure import ConditionName, Step
from mingjian.policy.standing import policies

ELSEWHERE: Final = Text(
    zh="该名单不由本区认定，本区只登记认定机关的结果",
    en="the list is not decided here: what its issuer decides is only noted",
)
HERE: Final = Text(
    zh="该名单由本区认定，须依程序办理", en="the list is decided here, in its own steps"
)
UNKNOWN: Final = Text(
    zh="本区在该名单中的职责未查清", en="what the district does with the list is not known"
)


def unmet(case: Case, step: Step, on: date) -> Iterator[Problem]:
    """A problem for each condition of the step that is not met, or of which it cannot be told.

    A step that begins or makes an entry wants a subject of whom it can be told who it is and that
    it lives (decision 0019); a step that ends, corrects or refuses one asks nothing of it.
    """
    if case.about == "list" and (step.opens or step.effect == "enter_list"):
        problem = unfit(case.subject_id, on, decided_here=True)
        yield from () if problem is None else (problem,)
    for name in step.conditions:
        match BOUND[name](case, on):
            case NotMet(facts=facts):
                yield ConditionNotMet(**_told(step, facts))
            case CannotTell(facts=facts):
                yield ConditionUnknown(**_told(step, facts))


def _told(step: Step, facts: Mapping[str, object]) -> dict[str, str]:
    why = facts["why"]
    texts = why if isinstance(why, Text) else Text(zh=str(why), en=str(why))
    return {"step": step.name.zh, "step_en": step.name.en, "why": texts.zh, "why_en": texts.en}


def _no_black_list(case: Case, on: date) -> Verdict:
    return on_no_black_list(case.subject_id, on)


def _decided_here(case: Case, on: date) -> Verdict:
    return _part(case, on, here=True)


def _decided_elsewhere(case: Case, on: date) -> Verdict:
    return _part(case, on, here=False)


def _part(case: Case, on: date, *, here: bool) -> Verdict:
    """By the list as the packs have it; one that they have no more is not judged."""
    list_id = entry(int(case.about_id)).list_id if case.about == "entry" else case.about_id
    try:
        part = policies().listing(list_id, on).part
    except UnknownList:
        part = None
    if part is None:
        return CannotTell(UNKNOWN.zh, {"why": UNKNOWN})
    if (part == "decides") == here:
        return Met()
    return NotMet({"why": ELSEWHERE if here else HERE})


BOUND: Final[Mapping[ConditionName, Callable[[Case, date], Verdict]]] = {
    "no_black_list": _no_black_list,
    "decided_here": _decided_here,
    "decided_elsewhere": _decided_elsewhere,
}
