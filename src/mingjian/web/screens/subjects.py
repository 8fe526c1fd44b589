"""Subjects: search, one subject with its records on two axes, the versions of one record."""

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mingjian.accounts.actor import Actor, actor_of
from mingjian.accounts.decide import decide
from mingjian.evidence.append import append
from mingjian.kernel.problem import NotFound
from mingjian.ledger.read import history
from mingjian.registry.find import SubjectView, by_code
from mingjian.registry.marks import codes_of, marks_of
from mingjian.registry.match import search
from mingjian.web.listing import paged
from mingjian.web.records import RecordShown
from mingjian.web.screen import screen
from mingjian.web.subject_file import (
    force_of,
    records_of,
    span_of,
    ways_of,
    withdrawn_of,
    within_reach,
)
from mingjian.web.timeline import timeline
from mingjian.web.travel import Journey, TravelForm, journey_of

LONGEST_QUESTION = 200
PER_PAGE = 50


@screen("subject.read")
def subjects(request: HttpRequest) -> HttpResponse:
    """Search; one valid code that somebody holds leads straight to the page."""
    asked = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    matches = search(asked) if asked else []
    if len(matches) == 1 and matches[0].decides:
        return redirect("subject", matches[0].code)
    return render(request, "registry/subjects.html", {"q": asked, "matches": matches})


@screen("subject.read")
@transaction.atomic
def subject(request: HttpRequest, code: str) -> HttpResponse:
    """One subject on a date of each axis; the look is logged before the page is made."""
    actor, form = actor_of(request), TravelForm(request.GET or None)
    journey = journey_of(form)
    found = _found(code)
    _log_look(actor, found, journey)
    records = records_of(actor, found, journey)
    shown = {
        "subject": found,
        "form": form,
        "can_check": decide(actor, "check.ask").allowed,
        "can_read": decide(actor, "record.read").allowed,
        "codes": codes_of(found.subject_id),
        "marks": marks_of(found.subject_id),
        "can_mark": decide(actor, "subject.mark").allowed,
        "can_succeed": decide(actor, "subject.succeed").allowed,
        "page": paged(request, records, PER_PAGE),
        "withdrawn": withdrawn_of(actor, found),
        "force": force_of(actor, found, journey.valid_on),
        "ways": ways_of(actor, found),
        "line": timeline([span_of(record) for record in records], journey.valid_on),
        "travelled": journey.travelled,
        "valid_on": journey.valid_on,
        "known_on": journey.known_on or timezone.now(),
    }
    return render(request, "registry/subject.html", shown)


@screen("record.read")
@transaction.atomic
def record(request: HttpRequest, code: str, record_id: UUID) -> HttpResponse:
    """Every version of one record, with withdrawals; only those of units within reach."""
    actor, found, whole = actor_of(request), _found(code), history(record_id)
    mine = within_reach(actor, whole.versions if whole else ())
    versions = [version for version in mine if version.subject_id == found.subject_id]
    if whole is None or not versions:
        raise NotFound(what=str(record_id))
    _log_look(actor, found, None, record_id)
    today = timezone.localdate()
    shown = {
        "subject": found,
        "item": whole.item,
        "record_id": record_id,
        "versions": [RecordShown(version, today) for version in versions],
        "withdrawals": whole.withdrawals,
    }
    return render(request, "registry/record.html", shown)


def _found(code: str) -> SubjectView:
    found = by_code(code)
    if found is None:
        raise NotFound(what=code[:40])
    return found


def _log_look(
    actor: Actor, found: SubjectView, journey: Journey | None, record_id: UUID | None = None
) -> None:
    """Who looked, from the screens, at which point of both axes."""
    body: dict[str, object] = {"code": found.code, "via": "web"}
    if journey:
        body["valid_on"] = journey.valid_on.isoformat()
        body["known_on"] = journey.known_on.isoformat() if journey.known_on else None
    if record_id:
        body["record"] = str(record_id)
    append("subject.read", actor=actor.id, body=body, subject_id=found.subject_id)
