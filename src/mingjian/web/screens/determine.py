"""The wizard of a determination: list, subject, basis, evidence, terms, review. Nothing is lost."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as now

from mingjian.accounts.actor import Actor, actor_of
from mingjian.cases.view import CaseView
from mingjian.web.determining.forms import FORMS
from mingjian.web.determining.gathered import PAGES, Gathered
from mingjian.web.determining.kept import forget, gathered, initial, keep, values_of
from mingjian.web.determining.lists import refused
from mingjian.web.determining.opened import opened
from mingjian.web.determining.parts import complete, parts
from mingjian.web.screen import screen
from mingjian.web.templatetags.mingjian import said
from mingjian.web.told import told

ORDER: Final = tuple(PAGES)
TEMPLATE: Final = "cases/determine.html"


@screen("case.propose", "GET", "POST")
def determine(request: HttpRequest) -> HttpResponse:
    """One page of the wizard; `page` says which."""
    actor, page = actor_of(request), request.GET.get("page", "list")
    page = page if page in PAGES else "list"
    if page == "review":
        return _review(request, actor)
    posted = request.method == "POST"
    given = gathered(request)
    form = _form(request, page, given, actor)
    if posted and form.is_valid():
        keep(request, values_of(form, page, given, actor))
        return redirect(f"{reverse('determine')}?page={ORDER[ORDER.index(page) + 1]}")
    shown = _shown(given, page, form, actor)
    return render(request, TEMPLATE, shown, status=422 if posted else 200)


def _form(request: HttpRequest, page: str, given: Gathered, actor: Actor) -> forms.Form:
    """The form of a page; that of the lists offers what the actor's unit may decide."""
    posted = request.method == "POST"
    more: dict[str, Any] = {"unit_id": actor.unit_id} if page == "list" else {}
    return FORMS[page](
        request.POST if posted else None,
        request.FILES if posted else None,
        initial=initial(given, request),
        **more,
    )


def _review(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everything once more; finished only when nothing is missing."""
    given, status = gathered(request), 200
    shown = _shown(given, "review", None, actor)
    if request.method == "POST":
        found = opened(given, actor)
        if isinstance(found, CaseView):
            forget(request)
            messages.success(request, _next(found))
            return redirect("case", found.id)
        status = 422 if found is None else found.status
        shown["problem"] = None if found is None else told(found)
    return render(request, TEMPLATE, shown, status=status)


def _next(case: CaseView) -> str:
    """That it is proposed, and what comes next."""
    step = said(case.possible[0].step.name)
    return now("已提出认定建议并记入日志；下一步：%(step)s。") % {"step": step}


def _shown(given: Gathered, page: str, form: forms.Form | None, actor: Actor) -> dict[str, Any]:
    return {
        "given": given,
        "page": page,
        "pages": PAGES.items(),
        "title": PAGES[page],
        "form": form,
        "parts": parts(given),
        "complete": complete(given),
        "lists": refused(actor.unit_id) if page == "list" else (),
    }
