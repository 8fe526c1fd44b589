"""Service days of decisions: which wait, several answered at once, the workbook out and in."""

from collections.abc import Iterable
from typing import Any, BinaryIO, Final, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import Actor, actor_of
from mingjian.accounts.decide import decide, require
from mingjian.bulk.answers.view import sheets
from mingjian.effects.doubts import ANSWER
from mingjian.effects.service.answer import answer_each, counted
from mingjian.effects.service.kind import SERVICES
from mingjian.effects.service.receive import receive_services
from mingjian.effects.service.waiting import MOST, Decision, OnFile, Waiting, on_file, waiting
from mingjian.effects.service.workbook import workbook
from mingjian.kernel.problem import Problem
from mingjian.web.export import sheet, xlsx_bytes
from mingjian.web.listing import listed
from mingjian.web.screen import screen
from mingjian.web.service_forms import AnswerForm, SendForm, ServiceFilter, in_words
from mingjian.web.service_table import headers, line
from mingjian.web.tabs import tabs
from mingjian.web.told import told
from mingjian.web.words import Words, language

RIGHT: Final = "question.read"
PER_PAGE: Final = 50
SHEETS: Final = 5
"""So many of the workbooks sent last are shown."""
SORTABLE: Final = frozenset({"number", "name", "decided_on", "due_on", "served_on", "unit_id"})
TABS: Final[Words] = {"waiting": _("待登记"), "recorded": _("已登记")}
Rows = list[Waiting] | list[OnFile]


@screen(RIGHT, "GET", "POST")
def service_days(request: HttpRequest) -> HttpResponseBase:
    """The list; ticked decisions, or a workbook, are answered here."""
    actor = actor_of(request)
    tab = "recorded" if request.GET.get("tab") == "recorded" else "waiting"
    if request.method == "POST":
        answer = _sent if "send" in request.POST else _answered
        return answer(request, actor, tab)
    rows = _wanted(request, _rows(actor, tab))
    if kind := request.GET.get("format"):
        return sheet(kind, "service-days", headers(tab), (line(one) for one in rows))
    return _page(request, actor, tab)


@screen(RIGHT)
def service_workbook(request: HttpRequest) -> HttpResponse:
    """The waiting ones that the filter lets through, as a workbook to fill in."""
    rows = _wanted(request, waiting(actor_of(request)))
    chosen = [one for one in rows if isinstance(one, Waiting)]
    return xlsx_bytes(f"{now('送达登记表')}.xlsx", workbook(chosen, language()))


def _answered(request: HttpRequest, actor: Actor, tab: str) -> HttpResponse:
    """All good: back to the list. Otherwise the page says of each what stood in the way."""
    rows = _rows(actor, tab)
    form = AnswerForm(request.POST, offered=list(rows))
    if not form.is_valid():
        return _page(request, actor, tab, {"form": form}, 422)
    require(actor, ANSWER)
    outcomes = answer_each(actor, form.answers())
    messages.success(request, in_words(counted(outcomes.values())))
    numbers = {one.record_id: one.number for one in rows}
    refused = [(numbers[n], told(o)) for n, o in outcomes.items() if isinstance(o, Problem)]
    if not refused:
        return redirect(request.get_full_path())
    return _page(request, actor, tab, {"form": form, "refused": refused}, 422)


def _sent(request: HttpRequest, actor: Actor, tab: str) -> HttpResponse:
    """A workbook is worked on by the queue; its page follows."""
    form = SendForm(request.POST, request.FILES, actor=actor)
    if not form.is_valid():
        return _page(request, actor, tab, {"send": form}, 422)
    upload: UploadedFile = form.cleaned_data["file"]
    stream, name = cast("BinaryIO", upload.file), upload.name or ""
    try:
        sent = receive_services(stream, filename=name, unit_id=form.unit_id(), actor=actor)
    except Problem as problem:
        return _page(request, actor, tab, {"send": form, "problem": told(problem)}, problem.status)
    return redirect("service-sheet", sent.id)


def _rows(actor: Actor, tab: str) -> Rows:
    return on_file(actor) if tab == "recorded" else waiting(actor)


def _wanted(request: HttpRequest, rows: Iterable[Decision]) -> list[Decision]:
    form = ServiceFilter(request.GET)
    return [one for one in rows if form.wants(one)]


def _page(
    request: HttpRequest,
    actor: Actor,
    tab: str,
    shown: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = _rows(actor, tab)
    kept = _wanted(request, rows)
    first = "-served_on" if tab == "recorded" else "due_on"
    page: dict[str, Any] = {
        "tab": tab,
        "tabs": tabs(TABS, tab, {tab: len(rows)}),
        "filters": ServiceFilter(request.GET),
        "form": AnswerForm(offered=[]),
        "send": SendForm(actor=actor),
        "listing": listed(request, kept, sortable=SORTABLE, first=first, per_page=PER_PAGE),
        "any": bool(rows),
        "capped": len(rows) == MOST,
        "most": MOST,
        "can_answer": decide(actor, ANSWER).allowed,
        "sheets": sheets(SERVICES, actor, SHEETS),
    }
    return render(request, "effects/service_days.html", page | (shown or {}), status=status)
