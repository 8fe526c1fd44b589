"""Tags and filters of the pages about cases, lists and notices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django import template
from django.utils import timezone
from django.utils.translation import gettext as now

from mingjian.cases.history import StepView
from mingjian.effects.gate import Article
from mingjian.effects.views import AdverseView, EntryView, PublicationView
from mingjian.kernel.problem import NotFound, Problem
from mingjian.kernel.verdict import CannotTell, Met, Verdict
from mingjian.kernel.workdays import Deadline
from mingjian.policy.competence import who_decides
from mingjian.policy.schema import ListDefinition
from mingjian.policy.standing import policies
from mingjian.registry.find import SubjectView
from mingjian.registry.find import subject as find_subject
from mingjian.web.about import list_name
from mingjian.web.case_words import PARTIES
from mingjian.web.templatetags.mingjian import actor, said
from mingjian.web.told import told as telling
from mingjian.web.ways import Way, ways
from mingjian.web.words import language, told

register = template.Library()


@dataclass(frozen=True, slots=True)
class VerdictShown:
    """A verdict in words; `reason` says why nothing can be told."""

    label: str
    tone: str
    reason: str = ""


@register.filter
def subject_of(subject_id: int | None) -> SubjectView | None:
    """The organisation of a number, to show its name and link to it."""
    return None if subject_id is None else find_subject(subject_id)


@register.filter
def left(day: date | None) -> int | None:
    """How many working days are left until a day; below nought when it has passed."""
    if day is None:
        return None
    return policies().calendar().count_between(timezone.localdate(), day)


@register.filter
def why_provisional(due: Deadline) -> str:
    """Why a last day may still move."""
    return due.explain(language()) or ""


@register.filter
def telling_of(problem: Problem) -> Mapping[str, str]:
    """Sentence, way out and code of a problem that stands in the way."""
    return telling(problem)


@register.filter
def list_title(list_id: str) -> str:
    """What a list is called; one that the packs do not know shows its id."""
    return said(list_name(list_id))


@register.filter
def list_says(one: ListDefinition, name: str) -> str:
    """One of the texts of a list in the reader's language; empty where the sources have a gap."""
    return said(one.told(name))


@register.filter
def deciders_of(list_id: str) -> str:
    """Which units may decide a list today, or that the packs do not tell."""
    return said(who_decides(policies(), list_id, timezone.localdate()))


@register.filter
def measure_title(measure_id: str) -> str:
    """What a measure says; one that the packs do not know shows its id."""
    try:
        found = policies().measure(measure_id)
    except NotFound:
        return measure_id
    return found.measure if language() == "en" else found.category_zh


@register.filter
def verdict(found: Verdict) -> VerdictShown:
    """Met, not met, or cannot tell and why."""
    match found:
        case Met():
            return VerdictShown(now("符合"), "good")
        case CannotTell():
            return VerdictShown(now("不能判断"), "held", reason_of(found))
    return VerdictShown(now("不符合"), "bad", reason_of(found))


@register.filter
def facts_told(taken: StepView) -> list[tuple[str, str]]:
    """The facts of a step with the titles under which they were asked for."""
    asks = {ask.name: ask for ask in taken.step.asks}
    found = []
    for name, value in taken.facts.items():
        ask = asks.get(name)
        choice = ask.choices.get(str(value)) if ask else None
        found.append((said(ask.title) if ask else name, said(choice) if choice else _plain(value)))
    return found


def _plain(value: object) -> str:
    """An article as it is cited; anything else as it is."""
    if isinstance(value, Mapping):
        return f"{value['law']} {value['article']} {value.get('text_version', '')}".strip()
    return str(value)


def reason_of(found: Verdict) -> str:
    """Why it is not met, or why it cannot be told; empty where nothing says so."""
    why = found.facts.get("why")
    if why is not None:
        return said(why)
    return found.reason if isinstance(found, CannotTell) else ""


@register.filter
def list_colour(list_id: str) -> str:
    """The colour of a list; empty for one that the packs do not know."""
    found = [one for one in policies().every_list() if one.id == list_id]
    return found[-1].colour if found else ""


@register.filter
def ways_for(about: str, number: object) -> list[Way]:
    """What an organisation can begin about a thing of its own."""
    return ways(about, str(number), "subject")


@register.filter
def is_disputed(
    one: AdverseView | EntryView | PublicationView, marks: set[tuple[str, str]]
) -> bool:
    """Whether a thing of the file is marked as disputed."""
    match one:
        case EntryView():
            return ("entry", str(one.id)) in marks
        case AdverseView():
            return ("adverse", str(one.id)) in marks
    return ("record", str(one.record_id)) in marks


@register.filter
def cited(basis: Article) -> str:
    """An article as it is cited."""
    return now("《%(law)s》%(article)s") % {"law": basis.law, "article": basis.article}


@register.filter
def doer(actor_id: str) -> str:
    """Who took a step: a person by his name, or the platform."""
    return told(PARTIES, "system") if actor_id.startswith("system:") else actor(actor_id)
