"""Reminding a unit of the feedback that it owes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as now

from mingjian.accounts.actor import Actor, actor_of
from mingjian.checks.chase import remind as send_reminder
from mingjian.checks.debts import Debt, debts
from mingjian.checks.problems import NothingOwed
from mingjian.web.screen import screen
from mingjian.web.templatetags.mingjian import unit


@screen("case.oversee", "GET", "POST")
def remind(request: HttpRequest, unit_id: str) -> HttpResponse:
    """Ask before reminding a unit; it gets a notice in its inbox, once a day."""
    actor = actor_of(request)
    owes = next((one for one in debts(actor) if one.unit == unit_id), None)
    if owes is None:
        raise NothingOwed(unit=unit(unit_id))
    if request.method == "POST":
        _remind(request, actor, owes)
        return redirect("owed")
    facts = {"unit": unit(unit_id), "total": owes.checks}
    shown = {
        "title": now("催办反馈"),
        "text": now("向%(unit)s发出催报通知：尚有 %(total)s 次核查未反馈办理结果。") % facts,
        "action": now("发出催办"),
        "back": reverse("owed"),
    }
    return render(request, "confirm.html", shown)


def _remind(request: HttpRequest, actor: Actor, owes: Debt) -> None:
    facts = {"unit": unit(owes.unit)}
    if owes.may_be_reminded:
        send_reminder(owes.unit, actor)
        messages.success(request, now("已向%(unit)s发出催报通知，并记入日志。") % facts)
    else:
        messages.info(request, now("今天已催办过%(unit)s，每天最多一次。") % facts)
