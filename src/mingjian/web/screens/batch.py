"""One batch check: how far it is, what came of it, the annotated workbook, cancelling."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as now

from mingjian.accounts.actor import actor_of
from mingjian.checks.batch import view as verbs
from mingjian.checks.batch.counts import DISPUTED, counts
from mingjian.checks.batch.problems import BatchOver
from mingjian.checks.batch.results import Kind
from mingjian.checks.batch.stage import Stage
from mingjian.checks.batch.view import BatchView
from mingjian.checks.batch.workbook import annotated
from mingjian.web import live
from mingjian.web.progress import BATCH, going
from mingjian.web.screen import screen
from mingjian.web.screens.home import Tile
from mingjian.web.told import told_again
from mingjian.web.words import language

SHOWN_ALWAYS: Final[tuple[Kind, ...]] = ("force", "nothing", "unknown")


@screen("check.ask")
def batch(request: HttpRequest, number: int) -> HttpResponse:
    """Where it stands, what came of it, what was asked."""
    found = verbs.batch(actor_of(request), number)
    return render(request, "checks/batch.html", _live(found))


@screen("check.ask")
def progress(request: HttpRequest, number: int) -> HttpResponse:
    """The part of the page that asks for itself every second; it reloads the page at the end."""
    found = verbs.batch(actor_of(request), number)
    return live.progress(request, "checks/batch_live.html", _live(found), finished=found.finished)


@screen("check.ask")
def workbook(request: HttpRequest, number: int) -> HttpResponseBase:
    """The sender's own workbook with the answers beside each row."""
    row = verbs.found(actor_of(request), number)
    return live.workbook_file(annotated(row, language()), row.filename, now("核查结果"))


@screen("check.ask", "GET", "POST")
def cancel(request: HttpRequest, number: int) -> HttpResponse:
    """Ask before stopping; what was answered stays in the log. What has ended is not asked about.

    Raises:
        BatchOver: it has ended meanwhile.
    """
    actor = actor_of(request)
    if request.method == "POST":
        verbs.cancel_batch(actor, number)
        messages.success(request, now("已请求取消，稍候生效。"))
        return redirect("batch", number)
    found = verbs.batch(actor, number)
    if found.finished:
        raise BatchOver(stage=Stage(found.stage).label)
    text = now("取消后，“%(file)s”中尚未核查的代码不再核查，也没有结果表；已答复的仍有日志和回执。")
    back = reverse("batch", args=[number])
    return live.stop(request, now("取消批量核查"), text % {"file": found.filename}, back)


def _live(found: BatchView) -> dict[str, object]:
    reached = "done" if found.stage == "done" else "received"
    return {
        "batch": found,
        "view": going(BATCH, found.stage, reached, found.done, found.subjects),
        "problem": told_again(found.problem) if found.problem else None,
        "tiles": _tiles(found) if found.done else [],
        "can_cancel": not found.finished and found.cancel_requested_at is None,
    }


def _tiles(found: BatchView) -> list[Tile]:
    """What came of it, by different code; rare kinds only where there are any."""
    counted = counts(found)
    named: dict[Kind, tuple[str, str]] = {
        "force": (now("有现行效果"), "accent"),
        "nothing": (now("无现行名单、不良信息和措施"), ""),
        "unknown": (now("平台不知此代码"), ""),
        "shielded": (now("暂时屏蔽"), "held"),
        "refused": (now("无权核查"), "warn"),
    }
    tiles = [
        Tile(label, counted[kind], "", tone)
        for kind, (label, tone) in named.items()
        if counted[kind] or kind in SHOWN_ALWAYS
    ]
    disputed = Tile(now("有异议或疑问"), counted[DISPUTED], "", "held" if counted[DISPUTED] else "")
    bad = Tile(now("代码无效行"), found.bad, "", "bad" if found.bad else "")
    return [*tiles, disputed, bad]
