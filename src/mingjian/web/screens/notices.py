"""Notices: the inbox of a unit or an organisation, one notice, and its acknowledgement."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as now

from mingjian.accounts.actor import Actor, actor_of
from mingjian.papers.inbox import consult_notice, inbox
from mingjian.papers.letter import letter
from mingjian.papers.problems import NoSuchNotice
from mingjian.papers.receipts import Receipt, answer, outstanding
from mingjian.papers.views import NoticeView
from mingjian.web.screen import screen

PAGE: Final = 50
LONGEST_NOTE: Final = 500


@screen("notice.read")
def notices(request: HttpRequest) -> HttpResponse:
    """The inbox, the newest first; what still wants an answer stands above."""
    actor, before = actor_of(request), request.GET.get("before", "")
    found = inbox(actor, before=int(before) if before.isdecimal() else None, limit=PAGE)
    shown = {
        "notices": found,
        "older": found[-1].id if len(found) == PAGE else None,
        "outstanding": outstanding(actor) if actor.subject_id is None else [],
    }
    return render(request, "papers/notices.html", shown)


@screen("notice.read", "GET", "POST")
def notice(request: HttpRequest, number: int) -> HttpResponse:
    """One notice as a letter; a unit that must answer does so here."""
    actor = actor_of(request)
    found = consult_notice(actor, number)
    awaited = _awaited(actor, found)
    if request.method == "POST":
        if awaited is None:
            raise NoSuchNotice(what=str(number))
        answer(number, actor, request.POST.get("note", "").strip()[:LONGEST_NOTE])
        messages.success(request, now("已回告并记入日志。"))
        return redirect("notice", number)
    shown = {"notice": found, "letter": letter(found.paper), "awaited": awaited}
    return render(request, "papers/notice.html", shown)


def _awaited(actor: Actor, found: NoticeView) -> Receipt | None:
    """Whether this unit still has to say that it carried out what the notice tells."""
    if found.unit_id != actor.unit_id or found.service is not None:
        return None
    return next((one for one in outstanding(actor) if one.notice_id == found.id), None)
