"""Submissions: the list, one with progress and findings, the workbook given back, cancelling."""

from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import Actor, actor_of
from mingjian.accounts.decide import decide
from mingjian.intake import desk
from mingjian.intake.cancel import cancel as ask_to_stop
from mingjian.intake.desk import Filters, SubmissionView
from mingjian.intake.give_back import give_back
from mingjian.intake.models import Submission
from mingjian.intake.stage import Stage
from mingjian.intake.told import findings_of
from mingjian.web import live
from mingjian.web.deliveries import MOST
from mingjian.web.export import csv_file
from mingjian.web.fields import DayField, ItemField, UnitField
from mingjian.web.listing import listed
from mingjian.web.progress import SUBMISSION, going
from mingjian.web.screen import screen
from mingjian.web.screens.findings import findings_shown
from mingjian.web.templatetags.mingjian import item_name, moment, unit
from mingjian.web.told import told_again
from mingjian.web.words import STAGES, language, told

PER_PAGE: Final = 50
SORTABLE: Final = frozenset(
    {"id", "item", "unit_id", "received_at", "stage", "rows", "good", "bad", "held"}
)


class SubmissionFilter(forms.Form):
    """Which submissions to list."""

    stage = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[("", _("全部")), ("running", _("处理中")), ("back", _("有退回")), *STAGES.items()],
    )
    item = ItemField(label=_("数据项"), required=False)
    unit = UnitField(label=_("单位"), required=False)
    since = DayField(label=_("自"), required=False)
    until = DayField(label=_("至"), required=False)


@screen("intake.read")
def submissions(request: HttpRequest) -> HttpResponseBase:
    """The list, filtered and sorted; as csv with the same filter."""
    form = SubmissionFilter(request.GET)
    found = _found(actor_of(request), form)
    if request.GET.get("format") == "csv":
        return csv_file("submissions.csv", _headers(), (_line(one) for one in found))
    listing = listed(request, found, sortable=SORTABLE, first="-id")
    shown = {"form": form, "listing": listing, "most": MOST, "capped": len(found) == MOST}
    return render(request, "intake/submissions.html", shown)


@screen("intake.read")
def submission(request: HttpRequest, number: int) -> HttpResponse:
    """One submission: where it stands, what was found, what to do next."""
    actor = actor_of(request)
    found = desk.submission(actor, number)
    shown = _live(found) | {"can_cancel": _may_cancel(actor, found)}
    if found.codes:
        shown |= findings_shown(request, found)
    return render(request, "intake/submission.html", shown)


@screen("intake.read")
def progress(request: HttpRequest, number: int) -> HttpResponse:
    """The part of the page that asks for itself every second; it reloads the page at the end."""
    found = desk.submission(actor_of(request), number)
    shown = _live(found)
    return live.progress(request, "intake/submission_live.html", shown, finished=found.finished)


@screen("intake.read")
def workbook(request: HttpRequest, number: int) -> HttpResponseBase:
    """The sender's own workbook, with what is wrong in red."""
    found = desk.submission(actor_of(request), number)
    row = Submission.objects.get(pk=found.id)
    path = give_back(row, findings_of(found.id), language=language())
    return live.workbook_file(path, found.filename, now("退回"))


@screen("intake.send", "GET", "POST")
def cancel(request: HttpRequest, number: int) -> HttpResponse:
    """Ask before stopping; stopping posts nothing."""
    actor = actor_of(request)
    if request.method == "POST":
        ask_to_stop(actor, number)
        messages.success(request, now("已请求取消，稍候生效。"))
        return redirect("submission", number)
    found = desk.submission(actor, number)
    text = now("取消后，“%(file)s”没有任何一行入账；原件保留。") % {"file": found.filename}
    back = reverse("submission", args=[number])
    return live.stop(request, now("取消处理"), text, back)


def _found(actor: Actor, form: SubmissionFilter) -> list[SubmissionView]:
    asked = form.cleaned_data if form.is_valid() else {}
    stage = asked.get("stage") or ""
    filters = Filters(
        unit_id=asked.get("unit") or None,
        item=asked.get("item") or None,
        stage=stage if stage in Stage.values else None,
        since=asked.get("since"),
        until=asked.get("until"),
        limit=MOST,
    )
    found = desk.submissions(actor, filters)
    if stage == "running":
        return [one for one in found if not one.finished]
    return [one for one in found if stage != "back" or one.bad or one.stage == Stage.FAILED]


def _headers() -> list[str]:
    return [
        *(now("批次"), now("文件"), now("数据项"), now("单位"), now("接收时间"), now("状态")),
        *(
            now("行数"),
            now("合格"),
            now("退回"),
            now("待答复"),
            now("新增"),
            now("变更"),
            now("未变"),
        ),
    ]


def _line(one: SubmissionView) -> tuple[object, ...]:
    names = (item_name(one.item), unit(one.unit_id), moment(one.received_at))
    counts = (one.rows, one.good, one.bad, one.held, one.new, one.changed, one.unchanged)
    return (one.id, one.filename, *names, told(STAGES, one.stage), *counts)


def _live(found: SubmissionView) -> dict[str, object]:
    """`stage` is the last one completed; where it failed, the counts tell how far it came."""
    view = going(SUBMISSION, found.stage, _reached(found), found.done, found.total)
    problem = told_again(found.problem) if found.problem else None
    return {
        "submission": found,
        "view": view,
        "problem": problem,
        "can_give_back": bool(found.codes) and found.finished,
    }


def _reached(found: SubmissionView) -> str:
    if not found.finished or found.stage == Stage.POSTED:
        return found.stage
    if found.codes is not None:
        return Stage.VALIDATED
    return Stage.READ if found.report is not None else Stage.RECEIVED


def _may_cancel(actor: Actor, found: SubmissionView) -> bool:
    if found.finished or found.cancel_requested_at:
        return False
    return decide(actor, "intake.send", unit_id=found.unit_id, owner=found.actor).allowed
