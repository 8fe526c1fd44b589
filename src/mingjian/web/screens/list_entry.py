"""One entry of a list: its six parts, how it stands, and what may be begun about it."""

from contextlib import suppress
from datetime import date
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mingjian.accounts.actor import Actor, actor_of
from mingjian.accounts.decide import decide
from mingjian.cases.filed_public import publishable
from mingjian.cases.reach import reach
from mingjian.effects.announce import announced_on
from mingjian.effects.black_lists import on_no_black_list
from mingjian.effects.colours import colour_of
from mingjian.effects.enter import entry as read_entry
from mingjian.effects.views import EntryView
from mingjian.evidence.append import append
from mingjian.kernel.problem import NotFound, Problem
from mingjian.kernel.verdict import NotMet
from mingjian.papers.read import notice_served, paper
from mingjian.registry.find import subject
from mingjian.web.rolls import marked, on_roll
from mingjian.web.screen import screen
from mingjian.web.templatetags.cases import reason_of
from mingjian.web.ways import Way, ways


@screen("effect.read")
@transaction.atomic
def list_entry(request: HttpRequest, number: int) -> HttpResponse:
    """One entry with its six parts; the look is logged."""
    actor, today = actor_of(request), timezone.localdate()
    found = read_entry(number)
    require_reach(actor, found.unit_id, found.subject_id, number)
    body = {"entry": found.id, "via": "web"}
    append("subject.read", actor=actor.id, body=body, subject_id=found.subject_id)
    shown = {
        "entry": found,
        "roll": marked([on_roll(found, today)], today)[0],
        "who": subject(found.subject_id),
        "decision": paper(found.parts.decision),
        "notice": notice_served(found.parts.notice),
        "own": actor.subject_id is not None,
        "ways": _ways(actor, found),
        "fallen": _fallen(found, today),
        "announced": announced_on(found.id),
        "can_publish": _can_publish(actor, found),
        "case": _case(actor, found),
    }
    return render(request, "effects/entry.html", shown)


def require_reach(actor: Actor, unit_id: str, subject_id: int, number: int) -> None:
    """Whoever may not see the effects of this unit or organisation does not find it.

    Raises:
        NotFound: it is out of reach.
    """
    if not decide(actor, "effect.read", unit_id=unit_id, subject_id=subject_id).allowed:
        raise NotFound(what=str(number))


def _case(actor: Actor, found: EntryView) -> Any:
    """The case that made the entry, for a reader who can open it."""
    if found.case_id is None or not decide(actor, "case.read").allowed:
        return None
    return reach(actor).filter(pk=found.case_id).first()


def _ways(actor: Actor, found: EntryView) -> list[Way]:
    """What this reader may begin about the entry: its organisation, or the unit it is of."""
    if actor.subject_id is not None:
        return ways("entry", found.id, "subject")
    allowed = decide(actor, "case.propose", unit_id=found.unit_id).allowed
    return ways("entry", found.id, "unit") if allowed else []


def _can_publish(actor: Actor, found: EntryView) -> bool:
    """Whether this reader may say that its issuer published the entry."""
    if not decide(actor, "case.propose", unit_id=found.unit_id).allowed:
        return False
    with suppress(Problem):
        return publishable(found) is not None
    return False


def _fallen(found: EntryView, on: date) -> str:
    """Why a red entry that is in force should be looked at: its subject is on a black list."""
    if colour_of(found) != "red" or on_roll(found, on).standing != "in_force":
        return ""
    told = on_no_black_list(found.subject_id, on)
    return reason_of(told) if isinstance(told, NotMet) else ""
