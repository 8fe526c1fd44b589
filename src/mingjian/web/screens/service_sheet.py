"""One workbook of service days: how far it is, what came of it, the result, cancelling."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as now

from mingjian.accounts.actor import Actor, actor_of
from mingjian.accounts.decide import decide
from mingjian.effects.doubts import ANSWER
from mingjian.effects.service import sheets
from mingjian.effects.service.problems import SheetOver
from mingjian.effects.service.sheets import SheetView
from mingjian.effects.service.stage import Stage
from mingjian.web import live
from mingjian.web.progress import SHEET, going
from mingjian.web.screen import screen
from mingjian.web.screens.home import Tile
from mingjian.web.screens.service_days import RIGHT
from mingjian.web.told import told_again
from mingjian.web.words import language


@screen(RIGHT)
def service_sheet(request: HttpRequest, number: int) -> HttpResponse:
    """Where it stands and what came of it."""
    actor = actor_of(request)
    return render(request, "effects/service_sheet.html", _live(sheets.sheet(actor, number), actor))


@screen(RIGHT)
def progress(request: HttpRequest, number: int) -> HttpResponse:
    """The part of the page that asks for itself every second; it reloads the page at the end."""
    actor = actor_of(request)
    found = sheets.sheet(actor, number)
    shown = _live(found, actor)
    return live.progress(request, "effects/service_sheet_live.html", shown, finished=found.finished)


@screen(RIGHT)
def workbook(request: HttpRequest, number: int) -> HttpResponseBase:
    """The sender's own workbook, with what was not taken in red."""
    from mingjian.effects.service.returned import returned  # noqa: PLC0415 - the engine comes with the first workbook, not with the server

    row = sheets.found(actor_of(request), number)
    return live.workbook_file(returned(row, language()), row.filename, now("登记结果"))


@screen(ANSWER, "GET", "POST")
def cancel(request: HttpRequest, number: int) -> HttpResponse:
    """Ask before stopping; what was recorded stays. What has ended is not asked about.

    Raises:
        SheetOver: it has ended meanwhile.
    """
    actor = actor_of(request)
    if request.method == "POST":
        sheets.cancel_sheet(actor, number)
        messages.success(request, now("已请求取消，稍候生效。"))
        return redirect("service-sheet", number)
    found = sheets.sheet(actor, number)
    if found.finished:
        raise SheetOver(stage=Stage(found.stage).label)
    text = now("取消后，“%(file)s”中尚未处理的行不再登记；已登记的保留，再次上传不会重复登记。")
    back = reverse("service-sheet", args=[number])
    return live.stop(request, now("取消登记"), text % {"file": found.filename}, back)


def _live(found: SheetView, actor: Actor) -> dict[str, object]:
    reached = "done" if found.stage == "done" else "received"
    may_answer = decide(actor, ANSWER, unit_id=found.unit).allowed
    return {
        "sheet": found,
        "view": going(SHEET, found.stage, reached, found.done, found.answers),
        "problem": told_again(found.problem) if found.problem else None,
        "tiles": _tiles(found) if found.done or found.bad or found.finished else [],
        "can_cancel": may_answer and not found.finished and found.cancel_requested_at is None,
    }


def _tiles(found: SheetView) -> list[Tile]:
    """What became of the decisions; of the rows that were given back or not filled in."""
    if found.stage == "failed":
        return []
    return [
        Tile(now("新登记"), found.recorded, "", "good" if found.recorded else ""),
        Tile(now("更正"), found.corrected, "", ""),
        Tile(now("与已登记相同"), found.unchanged, "", ""),
        Tile(now("退回行"), found.bad, "", "bad" if found.bad else ""),
        Tile(now("未填写行"), found.unfilled, "", ""),
    ]
