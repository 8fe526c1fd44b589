"""Codes that were returned as double or faulty: the list, and the page that returns and settles."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as now

from mingjian.accounts.actor import Actor, actor_of
from mingjian.kernel.problem import Problem
from mingjian.registry.consult import found_by_code
from mingjian.registry.find import SubjectView
from mingjian.registry.mark import RIGHT
from mingjian.registry.marks import CodeView, codes_of, marks_of, returned_codes
from mingjian.web.code_forms import CodeFilter, ReturnForm, SettleForm, line
from mingjian.web.export import sheet
from mingjian.web.listing import listed
from mingjian.web.screen import screen

SORTABLE: Final = frozenset({"code", "name", "flag", "on"})


@screen(RIGHT)
def returned(request: HttpRequest) -> HttpResponseBase:
    """The codes that wait to be settled, filtered; as csv or xlsx as well."""
    every, form = returned_codes(), CodeFilter(request.GET)
    found = [one for one in every if form.wants(one)]
    if kind := request.GET.get("format"):
        return sheet(kind, "returned-codes", _headers(), map(line, found))
    listing = listed(request, found, sortable=SORTABLE, first="on")
    about = {"form": form, "any": bool(every), "listing": listing}
    return render(request, "registry/returned.html", about)


@screen(RIGHT, "GET", "POST")
def subject_code(request: HttpRequest, code: str) -> HttpResponse:
    """One code: what it is, the form for what comes next, what was said of the subject's codes."""
    actor, found = actor_of(request), found_by_code(code)
    one = _one(found)
    posted = request.method == "POST"
    form = (SettleForm if one.returned else ReturnForm)(request.POST if posted else None)
    status = 422 if posted else 200
    if posted and form.is_valid() and (status := _written(form, found.code, actor)) == 0:
        messages.success(request, now("已登记并记入日志。"))
        return redirect("subject", found.code)
    shown = {"subject": found, "one": one, "form": form, "marks": marks_of(found.subject_id)}
    return render(request, "registry/code.html", shown, status=status)


def _one(found: SubjectView) -> CodeView:
    return next(one for one in codes_of(found.subject_id) if one.code == found.code)


def _written(form: ReturnForm | SettleForm, code: str, actor: Actor) -> int:
    """Nought when it was written, else the status of what stood in the way."""
    try:
        form.write(actor, code)
    except Problem as problem:
        form.refuse(problem)
        return problem.status
    return 0


def _headers() -> list[str]:
    return [
        *(now("统一社会信用代码"), now("名称"), now("区划"), now("退回为")),
        *(now("退回日期"), now("依据"), now("原因")),
    ]
