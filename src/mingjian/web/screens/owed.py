"""Feedback that is owed: who has to say what was decided, and until when; many said at once."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import Actor, actor_of
from mingjian.accounts.decide import decide
from mingjian.bulk.answers.view import sheets
from mingjian.checks import owed as verbs
from mingjian.checks.debts import Debt, debts
from mingjian.checks.owed import LARGEST_PAGE, Owed, Sought, owed_counts
from mingjian.checks.told.kind import FEEDBACK, RIGHT
from mingjian.checks.told.workbook import workbook
from mingjian.web.export import sheet, xlsx_bytes
from mingjian.web.listing import listed
from mingjian.web.owed_answers import sent, ticked
from mingjian.web.owed_forms import OwedFilter, SendForm, TellForm
from mingjian.web.owed_rows import headers, line, shown
from mingjian.web.screen import screen
from mingjian.web.tabs import Tab, tabs
from mingjian.web.words import Words, language

PER_PAGE: Final = 50
SHEETS: Final = 5
"""So many of the workbooks sent last are shown."""
SORTABLE: Final = frozenset({"name", "matter", "unit", "asked_on", "due_day"})
TABS: Final[Words] = {
    "all": _("全部待反馈"),
    "mine": _("我核查的"),
    "unit": _("本单位的"),
    "overdue": _("已逾期"),
}


@screen(RIGHT, "GET", "POST")
def owed(request: HttpRequest) -> HttpResponseBase:
    """The list, as csv or xlsx too; ticked checks, or a workbook, are reported on here."""
    actor = actor_of(request)
    if request.method == "POST":
        done = sent(request, actor) if "send" in request.POST else ticked(request, actor)
        if done.said:
            messages.success(request, done.said)
        if not done.shown:
            return redirect(done.leads or request.get_full_path())
        return _page(request, actor, done.shown, done.status)
    if kind := request.GET.get("format"):
        rows = shown(actor, _found(request, actor))
        return sheet(kind, "feedback-owed", headers(), map(line, rows))
    return _page(request, actor, {}, 200)


@screen(RIGHT)
def owed_workbook(request: HttpRequest) -> HttpResponse:
    """What the filter lets through of what the reader may report on, as a workbook to fill in."""
    actor = actor_of(request)
    rows = [one.owed for one in shown(actor, _found(request, actor)) if one.may_report]
    return xlsx_bytes(f"{now('应用反馈表')}.xlsx", workbook(rows, language()))


def _page(request: HttpRequest, actor: Actor, more: dict[str, Any], status: int) -> HttpResponse:
    found = _found(request, actor)
    rows = shown(actor, found)
    about: dict[str, Any] = {
        "form": OwedFilter(request.GET),
        "tabs": _tabs(actor, _which(request)),
        "listing": listed(request, rows, sortable=SORTABLE, first="due_day", per_page=PER_PAGE),
        "debts": _debts(actor),
        "capped": len(found) == LARGEST_PAGE,
        "most": LARGEST_PAGE,
        "may_report": any(one.may_report for one in rows),
        "tell": TellForm(),
        "send": SendForm(),
        "sheets": sheets(FEEDBACK, actor, SHEETS),
    }
    return render(request, "checks/owed.html", about | more, status=status)


def _found(request: HttpRequest, actor: Actor) -> list[Owed]:
    form = OwedFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = verbs.owed(actor, _sought(actor, _which(request), asked), limit=LARGEST_PAGE)
    return [one for one in found if _wanted(one, asked)]


def _which(request: HttpRequest) -> str:
    which = request.GET.get("tab", "all")
    return which if which in TABS else "all"


def _sought(actor: Actor, which: str, asked: dict[str, Any]) -> Sought:
    return Sought(
        unit=actor.unit_id if which == "unit" else asked.get("unit") or "",
        mine=which == "mine",
        overdue=which == "overdue",
        batch=asked.get("batch"),
    )


def _wanted(one: Owed, asked: dict[str, Any]) -> bool:
    matter, holds = asked.get("matter"), asked.get("holds")
    return (not matter or one.matter == matter) and (not holds or bool(getattr(one, holds)))


def _debts(actor: Actor) -> list[Debt]:
    return debts(actor) if decide(actor, "case.oversee").allowed else []


def _tabs(actor: Actor, which: str) -> list[Tab]:
    counted = owed_counts(actor)
    return tabs(TABS, which, {name: getattr(counted, name) for name in TABS})
