"""An organisation's own pages: its file, who looked, its cases, whether it may be repaired."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mingjian.accounts.actor import Actor, actor_of
from mingjian.cases.desk import Asked, desk
from mingjian.cases.eligibility import judged
from mingjian.cases.models import Case
from mingjian.effects.in_force import in_force
from mingjian.effects.rules.facts import RepairFacts
from mingjian.evidence.append import append
from mingjian.kernel.problem import NotFound
from mingjian.ledger.read import as_of
from mingjian.papers.inbox import inbox
from mingjian.policy.standing import policies
from mingjian.registry.find import SubjectView, subject
from mingjian.registry.marks import codes_of, marks_of
from mingjian.web.about import about_view
from mingjian.web.looks import looks
from mingjian.web.records import RecordShown
from mingjian.web.screen import screen
from mingjian.web.templatetags.cases import list_colour
from mingjian.web.ways import ways

RIGHT = "case.apply"
MOST = 500
RECENT = 5


@screen(RIGHT)
@transaction.atomic
def my_file(request: HttpRequest) -> HttpResponse:
    """What hurts, until when and why; what is on file; who looked. The look is logged."""
    actor, today = actor_of(request), timezone.localdate()
    who = own(actor)
    body = {"code": who.code, "via": "mine"}
    append("subject.read", actor=actor.id, body=body, subject_id=who.subject_id)
    now = in_force(who.subject_id, today)
    shown = {
        "who": who,
        "returned": [one for one in codes_of(who.subject_id) if one.returned],
        "marks": marks_of(who.subject_id),
        "now": now,
        "entries": [one for one in now.entries if list_colour(one.list_id) != "red"],
        "praised": [one for one in now.entries if list_colour(one.list_id) == "red"],
        "measures": [one for one in now.measures if not _favours(one.measure_id)],
        "disputed": {(one.kind, one.target) for one in now.disputed},
        "records": [RecordShown(one, today) for one in _records(who)],
        "subject_ways": ways("subject", who.subject_id, "subject"),
        "looks": looks(who.subject_id),
        "notices": inbox(actor, limit=RECENT),
        "cases": desk(actor, Asked(size=RECENT)).rows,
    }
    return render(request, "mine/file.html", shown)


@screen(RIGHT)
def my_cases(request: HttpRequest) -> HttpResponse:
    """The own cases, open and closed."""
    actor = actor_of(request)
    shown = {
        "who": own(actor),
        "open": desk(actor, Asked(size=MOST)).rows,
        "closed": desk(actor, Asked(which="closed", size=MOST)).rows,
    }
    return render(request, "mine/cases.html", shown)


@screen(RIGHT)
def my_repair(request: HttpRequest) -> HttpResponse:
    """Whether something may be repaired: condition by condition, with the earliest day."""
    actor = actor_of(request)
    who, asked = own(actor), request.GET
    about = about_view(asked.get("about", "")[:20], asked.get("id", "")[:64])
    if about.subject_id != who.subject_id:
        raise NotFound(what=about.id)
    shown = {
        "who": who,
        "about": about,
        "eligibility": _eligibility(who, about.kind, about.id),
        "ways": [
            w
            for w in ways(about.kind, about.id, "subject")
            if w.procedure.kind in {"repair", "exit"}
        ],
    }
    return render(request, "mine/repair.html", shown)


def _favours(measure_id: str) -> bool:
    """Whether a measure is an incentive; one that the packs do not know is shown as a burden."""
    try:
        return policies().measure(measure_id).nature == "incentive"
    except NotFound:
        return False


def own(actor: Actor) -> SubjectView:
    """The organisation that the actor acts for.

    Raises:
        NotFound: he acts for none.
    """
    found = None if actor.subject_id is None else subject(actor.subject_id)
    if found is None:
        raise NotFound(what=actor.name)
    return found


def _records(who: SubjectView) -> list[Any]:
    return sorted(as_of(who.subject_id), key=lambda one: one.valid.start, reverse=True)


def _eligibility(who: SubjectView, about: str, number: str) -> dict[str, Any]:
    """As a case that is not opened yet would find it, from what the platform holds by itself."""
    supposed = Case(subject_id=who.subject_id, about=about, about_id=number)
    found = judged(supposed, timezone.localdate(), RepairFacts())
    return {
        "conditions": getattr(found, "conditions", ()),
        "earliest": getattr(found, "earliest_on", None),
        "unknown": getattr(found, "reason", ""),
    }
