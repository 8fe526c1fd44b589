"""Batch checks: send a workbook of codes, see what became of the last ones, take a template."""

from datetime import date
from typing import Any, BinaryIO, Final, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import Actor, actor_of
from mingjian.checks.batch import template as book
from mingjian.checks.batch import view as verbs
from mingjian.checks.batch.receive import Wanted, receive_batch
from mingjian.checks.batch.view import LARGEST_PAGE, BatchView
from mingjian.kernel.problem import Problem
from mingjian.web.export import sheet, xlsx_bytes
from mingjian.web.fields import DayField, UploadField
from mingjian.web.listing import listed
from mingjian.web.question_form import QuestionForm
from mingjian.web.screen import screen
from mingjian.web.templatetags.checks import matter_name
from mingjian.web.templatetags.mingjian import actor as name_of
from mingjian.web.templatetags.mingjian import moment, unit
from mingjian.web.told import told as told_problem
from mingjian.web.words import BATCH_STAGES, language, told

SORTABLE: Final = frozenset({"id", "matter", "received_at", "stage", "subjects", "bad"})


class BatchForm(QuestionForm):
    """What is asked of every code in the file."""

    file = UploadField()


class BatchFilter(forms.Form):
    """Which batches to list."""

    stage = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("", _("全部")), *BATCH_STAGES.items()]
    )
    whose = forms.ChoiceField(
        label=_("提交人"), required=False, choices=[("", _("全部")), ("mine", _("我提交的"))]
    )
    since = DayField(label=_("自"), required=False)
    until = DayField(label=_("至"), required=False)


@screen("check.ask", "GET", "POST")
def batches(request: HttpRequest) -> HttpResponseBase:
    """The form and the list; a file that is accepted leads to its own page."""
    actor, posted = actor_of(request), request.method == "POST"
    form = BatchForm(request.POST if posted else None, request.FILES if posted else None)
    if not posted or not form.is_valid():
        return _page(request, actor, {"form": form}, 422 if posted else 200)
    try:
        return redirect("batch", _received(actor, form.cleaned_data))
    except Problem as problem:
        shown = {"form": form, "problem": told_problem(problem)}
        return _page(request, actor, shown, problem.status)


@screen("check.ask")
def template(request: HttpRequest) -> HttpResponse:
    """The empty workbook."""
    del request
    return xlsx_bytes(f"{now('批量核查模板')}.xlsx", book.template(language()))


def _received(actor: Actor, asked: dict[str, Any]) -> int:
    upload: UploadedFile = asked.pop("file")
    stream, name = cast("BinaryIO", upload.file), upload.name or ""
    return receive_batch(stream, filename=name, wanted=Wanted(**asked), actor=actor).id


def _page(
    request: HttpRequest, actor: Actor, shown: dict[str, object], status: int
) -> HttpResponseBase:
    every = verbs.batches(actor, limit=LARGEST_PAGE)
    filters = BatchFilter(request.GET)
    asked = filters.cleaned_data if filters.is_valid() else {}
    found = [one for one in every if _wanted(one, asked, actor)]
    if kind := request.GET.get("format"):
        return sheet(kind, "batches", _headers(), map(_line, found))
    shown |= {
        "filters": filters,
        "listing": listed(request, found, sortable=SORTABLE, first="-id"),
        "any": bool(every),
        "capped": len(every) == LARGEST_PAGE,
        "most": LARGEST_PAGE,
    }
    return render(request, "checks/batches.html", shown, status=status)


def _wanted(one: BatchView, asked: dict[str, Any], actor: Actor) -> bool:
    on = timezone.localdate(one.received_at)
    return (
        (not asked.get("stage") or one.stage == asked["stage"])
        and (asked.get("whose") != "mine" or one.actor == actor.id)
        and (asked.get("since") or date.min) <= on <= (asked.get("until") or date.max)
    )


def _headers() -> list[str]:
    return [
        *(now("批次"), now("文件"), now("核查事项"), now("办件编号"), now("单位"), now("提交人")),
        *(now("接收时间"), now("完成时间"), now("状态"), now("行数"), now("不同代码数")),
        *(now("已答复"), now("代码无效行数")),
    ]


def _line(one: BatchView) -> tuple[object, ...]:
    return (
        *(one.id, one.filename, matter_name(one.matter), one.case, unit(one.unit)),
        *(name_of(one.actor), moment(one.received_at), moment(one.finished_at)),
        *(told(BATCH_STAGES, one.stage), one.rows, one.subjects, one.done, one.bad),
    )
