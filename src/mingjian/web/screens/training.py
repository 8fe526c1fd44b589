"""Training for repair: sessions, who took part, certificates."""

from datetime import timedelta
from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import Actor, actor_of
from mingjian.accounts.decide import require
from mingjian.cases import training as verbs
from mingjian.cases.training import TrainingView
from mingjian.kernel.problem import NotFound, Problem
from mingjian.registry.find import by_code
from mingjian.web.fields import DayField
from mingjian.web.screen import screen
from mingjian.web.told import told

RIGHT: Final = "case.oversee"
BACK: Final = timedelta(days=3 * 365)
AHEAD: Final = timedelta(days=365)


class PlanForm(forms.Form):
    """A session to be held."""

    title = forms.CharField(label=_("名称"), max_length=200)
    held_on = DayField(label=_("日期"))
    place = forms.CharField(label=_("地点"), max_length=200)


class AttendForm(forms.Form):
    """Who took part, by code."""

    code = forms.CharField(
        label=_("统一社会信用代码"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "class": "mono", "spellcheck": "false"}),
    )

    def clean_code(self) -> int:
        """The number of the organisation that holds the code."""
        found = by_code(str(self.cleaned_data["code"]).strip())
        if found is None:
            raise forms.ValidationError(now("登记库中没有此代码的主体，请核对证照。"))
        return found.subject_id


@screen(RIGHT, "GET", "POST")
def trainings(request: HttpRequest) -> HttpResponse:
    """The sessions, and a form to plan one."""
    actor, form = actor_of(request), PlanForm(request.POST or None)
    posted = request.method == "POST"
    if posted and form.is_valid():
        try:
            planned = verbs.plan(**form.cleaned_data, actor=actor)
        except Problem as problem:
            _refuse(form, problem)
        else:
            messages.success(request, now("培训已登记并记入日志。"))
            return redirect("training", planned.id)
    shown = {"form": form, "trainings": _sessions()}
    return render(request, "cases/trainings.html", shown, status=422 if posted else 200)


@screen(RIGHT, "GET", "POST")
def training(request: HttpRequest, number: int) -> HttpResponse:
    """One session: record who took part, issue certificates."""
    actor = actor_of(request)
    found = _one(number, actor)
    certify = request.POST.get("certify", "")
    form = AttendForm(None if certify else request.POST or None)
    posted = request.method == "POST"
    if posted and _done(form, certify, found, actor):
        messages.success(request, now("已登记并记入日志。"))
        return redirect("training", number)
    shown = {"training": found, "form": form}
    return render(request, "cases/training.html", shown, status=422 if posted else 200)


def _done(form: AttendForm, certify: str, found: TrainingView, actor: Actor) -> bool:
    """Whether attendance was recorded, or the certificate issued; else the form says why not."""
    try:
        if certify.isascii() and certify.isdecimal():
            verbs.certify(found.id, int(certify), actor)
            return True
        if form.is_valid():
            verbs.attend(found.id, form.cleaned_data["code"], actor)
            return True
    except Problem as problem:
        _refuse(form, problem)
    return False


def _refuse(form: forms.Form, problem: Problem) -> None:
    if not form.is_bound:
        raise problem
    words = told(problem)
    form.add_error(None, f"{words['sentence']} {words['way_out']}")


def _one(number: int, actor: Actor) -> TrainingView:
    found = next((one for one in _sessions() if one.id == number), None)
    if found is None:
        raise NotFound(what=str(number))
    require(actor, RIGHT, unit_id=found.unit_id)
    return found


def _sessions() -> list[TrainingView]:
    today = timezone.localdate()
    return verbs.trainings(today - BACK, today + AHEAD)
