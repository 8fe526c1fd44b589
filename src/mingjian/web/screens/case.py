"""One case: where it stands, its clocks, what can be done, what was done; and doing it."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as now

from mingjian.accounts.actor import Actor, actor_of
from mingjian.accounts.decide import decide
from mingjian.cases.answered import receipts
from mingjian.cases.eligibility import eligibility
from mingjian.cases.possible import Possible
from mingjian.cases.reach import reach
from mingjian.cases.take import take
from mingjian.cases.view import CaseView, view
from mingjian.kernel.problem import NotFound, Problem
from mingjian.policy.standing import policies
from mingjian.registry.find import subject
from mingjian.web.about import AboutView, about_view
from mingjian.web.case_chart import picture
from mingjian.web.hand_in import doing
from mingjian.web.screen import screen
from mingjian.web.screens.service import ServiceForm
from mingjian.web.step_form import Asking, StepForm
from mingjian.web.ways import review_url


@screen("case.read")
def case(request: HttpRequest, number: int) -> HttpResponse:
    """The page of a case."""
    actor = actor_of(request)
    found = view(number, actor)
    return render(request, "cases/case.html", page_of(found, actor))


@screen("case.read", "GET", "POST")
def step(request: HttpRequest, number: int, step_id: str) -> HttpResponse:
    """The form of one step; taking it leads back to the case."""
    actor = actor_of(request)
    found = view(number, actor)
    wanted = _possible(found, step_id)
    form = _form(request, found, wanted)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and (status := _taken(request, found, form, actor)) == 0:
            messages.success(request, now("已办理并记入日志。"))
            return redirect("case", number)
    shown = {"case": found, "who": subject(found.subject_id), "one": wanted, "form": form}
    return render(request, "cases/step.html", shown, status=status)


def page_of(found: CaseView, actor: Actor) -> dict[str, object]:
    """What the page shows beside the case itself."""
    notices = [notice for taken in found.history for notice in taken.notices]
    return {
        "case": found,
        "who": subject(found.subject_id),
        "about": _about(found),
        "basis": found.procedure.basis,
        "picture": picture(found.procedure, [one.step.id for one in found.history], found.state.id),
        "notices": notices,
        "receipts": receipts(found.id, actor),
        "eligibility": _eligibility(found, actor),
        "parent": _other(found.parent_id, actor),
        "children": [_other(pk, actor) for pk in _children(found, actor)],
        "service": ServiceForm(),
        "can_serve": _can_serve(found, actor),
        "sees_log": decide(actor, "log.read").allowed,
        "own": actor.subject_id is not None,
        "review": _review(found, actor),
    }


def _about(found: CaseView) -> AboutView | None:
    """The thing that the case is about, where it has a name of its own."""
    with suppress(NotFound):
        return about_view(found.about, found.about_id)
    return None


def _possible(found: CaseView, step_id: str) -> Possible:
    for one in found.possible:
        if one.step.id == step_id:
            return one
    raise NotFound(what=step_id)


def _form(request: HttpRequest, found: CaseView, wanted: Possible) -> StepForm:
    before: dict[str, Any] = {}
    for taken in found.history:
        before |= taken.facts
    counter = wanted.at_counter and not wanted.yours
    asking = Asking(found.procedure, wanted.step, before, counter)
    if request.method == "POST":
        return StepForm(asking, request.POST, request.FILES)
    return StepForm(asking)


def _taken(request: HttpRequest, found: CaseView, form: StepForm, actor: Actor) -> int:
    """Nought when the step was taken, else the status of what stood in the way.

    Papers and step stand or fall together: a refused step leaves no paper with a number.
    """
    seen = request.POST.get("seq", "")
    try:
        with transaction.atomic():
            brought = doing(form, found.subject_id, actor)
            seq = int(seen) if seen.isascii() and seen.isdigit() else found.seq
            take(found.id, form.asking.step.id, brought, actor, seq=seq)
    except Problem as problem:
        form.refuse(problem)
        return problem.status
    return 0


def _eligibility(found: CaseView, actor: Actor) -> dict[str, Any] | None:
    """The conditions of repair, of a repair case that is open."""
    if found.kind != "repair" or found.closed_on is not None:
        return None
    judged = eligibility(found.id, actor)
    conditions = getattr(judged, "conditions", ())
    return {
        "conditions": conditions,
        "earliest": getattr(judged, "earliest_on", None),
        "unknown": getattr(judged, "reason", ""),
    }


def _review(found: CaseView, actor: Actor) -> str:
    """Where its organisation asks for a review of an objection that was rejected; else empty."""
    lost = found.kind == "objection" and found.outcome == "adverse"
    if not lost or actor.subject_id is None or _children(found, actor):
        return ""
    known = policies().procedures(timezone.localdate())
    review = next((one for one in known if one.kind == "review"), None)
    return review_url(review.id, found.id, found.about, found.about_id) if review else ""


def _other(case_id: int | None, actor: Actor) -> Any:
    return reach(actor).filter(pk=case_id).first() if case_id else None


def _children(found: CaseView, actor: Actor) -> list[int]:
    rows = reach(actor).filter(parent_id=found.id).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def _can_serve(found: CaseView, actor: Actor) -> bool:
    rights = ("case.propose", "case.decide", "case.oversee")
    return any(decide(actor, right, unit_id=found.unit_id).allowed for right in rights)
