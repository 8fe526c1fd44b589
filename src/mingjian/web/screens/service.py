"""Proof of service of a case's notices, and what receivers of a change answer."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import Actor, actor_of
from mingjian.cases.serve import prove
from mingjian.cases.view import CaseView, view
from mingjian.kernel.problem import NotFound, Problem
from mingjian.papers.views import NoticeView
from mingjian.web.case_words import SERVED
from mingjian.web.fields import LONGEST_NAME, DayField
from mingjian.web.hand_in import Material, named, paper_of
from mingjian.web.screen import screen
from mingjian.web.told import told

# An acknowledgement is the receiver's own to give.
HOW = {code: name for code, name in SERVED.items() if code != "acknowledged"}


class ServiceForm(forms.Form):
    """On which day, how, and what proves it."""

    on = DayField(label=_("送达日期"))
    how = forms.ChoiceField(label=_("送达方式"), choices=[*HOW.items()])
    proof = forms.FileField(
        label=_("证明材料"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=_("如送达回证、邮寄回执的扫描件"),
    )
    note = forms.CharField(label=_("说明"), required=False, max_length=500)


@screen("case.read", "GET", "POST")
def served(request: HttpRequest, number: int, notice_id: int) -> HttpResponse:
    """Record that a notice of the case arrived; clocks may start by it."""
    actor = actor_of(request)
    found = view(number, actor)
    notice = _notice(found, notice_id)
    posted = request.method == "POST"
    form = ServiceForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        initial={"on": timezone.localdate()},
    )
    status = 422 if posted else 200
    if posted and form.is_valid() and (status := _proven(found, notice, form, actor)) == 0:
        messages.success(request, now("送达已登记并记入日志。"))
        return redirect("case", number)
    shown = {"case": found, "notice": notice, "form": form}
    return render(request, "cases/served.html", shown, status=status)


def _notice(found: CaseView, notice_id: int) -> NoticeView:
    for taken in found.history:
        for notice in taken.notices:
            if notice.id == notice_id:
                return notice
    raise NotFound(what=str(notice_id))


def _proven(found: CaseView, notice: NoticeView, form: ServiceForm, actor: Actor) -> int:
    """Nought when it is recorded, else the status of what stood in the way."""
    given = form.cleaned_data
    try:
        with transaction.atomic():
            proof = given["proof"] and paper_of(
                Material("proof", named("proof"), given["note"], given["proof"]),
                found.subject_id,
                actor,
            )
            prove(
                found.id,
                notice.id,
                given["on"],
                given["how"],
                actor,
                proof=proof or None,
                note=given["note"],
            )
    except Problem as problem:
        words = told(problem)
        form.add_error(None, f"{words['sentence']} {words['way_out']}")
        return problem.status
    return 0
