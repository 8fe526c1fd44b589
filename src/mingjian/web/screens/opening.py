"""Open a case by its first step: an objection, a repair, a rectification and the others."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as now

from mingjian.accounts.actor import Actor, actor_of
from mingjian.cases.doing import Opening
from mingjian.cases.engine.standing import openings
from mingjian.cases.objections import OpenObjection, objection_seen
from mingjian.cases.open_case import open_case
from mingjian.cases.reviewing import reviewers
from mingjian.kernel.problem import Conflict, NotFound, Problem
from mingjian.policy.schema.procedure import Procedure, Step
from mingjian.policy.standing import policies
from mingjian.registry.find import SubjectView, by_code, subject
from mingjian.web.about import AboutView, about_view
from mingjian.web.hand_in import doing
from mingjian.web.screen import screen
from mingjian.web.step_form import Asking, StepForm


class NobodyReviews(Conflict):
    """No unit with a reviewer had no part in the case."""

    code = "web.nobody_reviews"
    zh = "没有可以复核的单位：复核人须属于未参与原案件的单位。"
    en = "No unit can review: the reviewer must be of a unit that had no part in the case."
    zh_way = "请联系区信用办指定复核单位。"
    en_way = "Ask the credit office to name a unit that reviews."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be opened: by which step, of whom, about what, by one of which units.

    `first`: the objection against the same thing that is open already, where the reader sees it.
    """

    procedure: Procedure
    step: Step
    who: SubjectView
    about: AboutView
    units: tuple[str, ...]
    parent: int | None
    first: OpenObjection | None


@screen("case.read", "GET", "POST")
def opening(request: HttpRequest, procedure_id: str) -> HttpResponse:
    """The form of the first step; opening leads to the case."""
    actor = actor_of(request)
    wanted = _wanted(request, actor, procedure_id)
    posted = request.method == "POST"
    asking = Asking(wanted.procedure, wanted.step, units=wanted.units if wanted.parent else ())
    form = StepForm(asking, request.POST, request.FILES) if posted else StepForm(asking)
    status = 422 if posted else 200
    if posted and form.is_valid():
        opened = _opened(form, wanted, actor)
        if not isinstance(opened, Problem):
            messages.success(request, now("已立案并记入日志。"))
            return redirect("case", opened)
        status, wanted = opened.status, _wanted(request, actor, procedure_id)
    return render(request, "cases/opening.html", {"wanted": wanted, "form": form}, status=status)


def _wanted(request: HttpRequest, actor: Actor, procedure_id: str) -> Wanted:
    """From the address: `about` and `id`, or `code` of a subject; `step`, `parent`."""
    procedure = policies().procedure(procedure_id, timezone.localdate())
    asked = request.GET
    parent = int(asked["parent"]) if asked.get("parent", "").isdecimal() else None
    about = about_view(asked.get("about", "subject"), _number(asked, actor))
    who = subject(about.subject_id)
    if who is None:
        raise NotFound(what=about.id)
    return Wanted(
        procedure,
        _first(procedure, actor, asked.get("step", "")),
        who,
        about,
        _units(about, actor, parent),
        parent,
        _open_already(procedure, about, actor),
    )


def _units(about: AboutView, actor: Actor, parent: int | None) -> tuple[str, ...]:
    """Whose the thing is; a review is for a unit that had no part in what it is about.

    Raises:
        NobodyReviews: no unit has a reviewer.
    """
    if parent is None:
        return (about.unit_id or actor.unit_id,)
    found = reviewers(actor, parent)
    if not found:
        raise NobodyReviews
    return found


def _open_already(procedure: Procedure, about: AboutView, actor: Actor) -> OpenObjection | None:
    return objection_seen(actor, about.kind, about.id) if procedure.kind == "objection" else None


def _number(asked: Any, actor: Actor) -> str:
    """The thing's number; a subject's may be given by its code, and is one's own if not given."""
    if asked.get("id"):
        return str(asked["id"])[:64]
    found = by_code(asked.get("code", ""))
    return str(found.subject_id if found else actor.subject_id or "")


def _first(procedure: Procedure, actor: Actor, step_id: str) -> Step:
    """The step that is named, else the one that this party opens a case by."""
    party = "subject" if actor.subject_id is not None else "unit"
    found = [one for one in openings(procedure) if step_id in {"", one.id}]
    mine = [one for one in found if one.by == party]
    if not (mine or found):
        raise NotFound(what=step_id)
    return (mine or found)[0]


def _opened(form: StepForm, wanted: Wanted, actor: Actor) -> int | Problem:
    """The number of the case, or what stood in the way; then the form says so."""
    try:
        with transaction.atomic():
            brought = doing(form, wanted.who.subject_id, actor)
            return open_case(
                Opening(
                    procedure=wanted.procedure.id,
                    subject_id=wanted.who.subject_id,
                    unit_id=form.unit() or wanted.units[0],
                    about=wanted.about.kind,
                    about_id=wanted.about.id,
                    step=wanted.step.id,
                    parent=wanted.parent,
                    doing=brought,
                ),
                actor,
            ).id
    except Problem as problem:
        form.refuse(problem)
        return problem
