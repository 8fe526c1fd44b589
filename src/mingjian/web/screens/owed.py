"""Feedback that is owed: who has to say what was decided, until when; reminding the units."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
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
from mingjian.checks import owed as verbs
from mingjian.checks.chase import remind as send_reminder
from mingjian.checks.debts import Debt, debts
from mingjian.checks.owed import LARGEST_PAGE, Owed, Sought, owed_counts
from mingjian.checks.problems import NothingOwed
from mingjian.registry.find import SubjectView, subjects
from mingjian.web.export import sheet
from mingjian.web.fields import MatterField, UnitField
from mingjian.web.listing import listed
from mingjian.web.receipts import opens
from mingjian.web.screen import screen
from mingjian.web.tabs import Tab, tabs
from mingjian.web.templatetags.checks import matter_name
from mingjian.web.templatetags.mingjian import actor as name_of
from mingjian.web.templatetags.mingjian import day, unit
from mingjian.web.words import Words

SORTABLE: Final = frozenset({"name", "matter", "unit", "asked_on", "due_day"})
NEVER: Final = date.max.toordinal()
TABS: Final[Words] = {
    "all": _("全部待反馈"),
    "mine": _("我核查的"),
    "unit": _("本单位的"),
    "overdue": _("已逾期"),
}


class OwedFilter(forms.Form):
    """Which checks to list."""

    unit = UnitField(label=_("核查单位"), required=False)
    matter = MatterField(label=_("核查事项"), required=False)
    holds = forms.ChoiceField(
        label=_("答复所含措施"),
        required=False,
        choices=[("", _("全部")), ("restrains", _("约束")), ("favours", _("激励"))],
    )
    tab = forms.CharField(required=False, widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True)
class OwedShown:
    """A check with whom it is about; `opens`: the reader may open its receipt and report."""

    owed: Owed
    who: SubjectView | None
    opens: bool

    @property
    def due_day(self) -> int:
        """Checks without a last day come last."""
        return self.owed.due_on.toordinal() if self.owed.due_on else NEVER

    @property
    def name(self) -> str:
        """Of the organisation."""
        return self.who.name if self.who else ""

    @property
    def matter(self) -> str:
        """As it is called."""
        return matter_name(self.owed.matter)

    @property
    def unit(self) -> str:
        """Who asked."""
        return self.owed.unit

    @property
    def asked_on(self) -> date:
        """When."""
        return self.owed.asked_on


@screen("check.feedback")
def owed(request: HttpRequest) -> HttpResponseBase:
    """The list; the same rows as csv or xlsx. Who oversees sees which units owe, too."""
    actor, which = actor_of(request), request.GET.get("tab", "all")
    which = which if which in TABS else "all"
    form = OwedFilter(request.GET)
    rows = _rows(actor, which, form)
    if kind := request.GET.get("format"):
        return sheet(kind, "feedback-owed", _headers(), map(_line, rows))
    shown = {
        "form": form,
        "tabs": _tabs(actor, which),
        "listing": listed(request, rows, sortable=SORTABLE, first="due_day"),
        "debts": _debts(actor),
        "capped": len(rows) == LARGEST_PAGE,
        "most": LARGEST_PAGE,
    }
    return render(request, "checks/owed.html", shown)


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


def _debts(actor: Actor) -> list[Debt]:
    return debts(actor) if decide(actor, "case.oversee").allowed else []


def _rows(actor: Actor, which: str, form: OwedFilter) -> list[OwedShown]:
    asked = form.cleaned_data if form.is_valid() else {}
    of_unit = asked.get("unit") or ""
    if which == "unit":
        of_unit = actor.unit_id
    sought = Sought(unit=of_unit, mine=which == "mine", overdue=which == "overdue")
    found = [
        one
        for one in verbs.owed(actor, sought, limit=LARGEST_PAGE)
        if (not asked.get("matter") or one.matter == asked["matter"])
        and (not asked.get("holds") or getattr(one, asked["holds"]))
    ]
    return _shown(actor, found)


def _shown(actor: Actor, found: Iterable[Owed]) -> list[OwedShown]:
    rows = sorted(found, key=lambda one: one.asked_on)
    who = subjects(one.subject_id for one in rows)
    return [
        OwedShown(one, who.get(one.subject_id), opens(actor, one.unit, one.actor)) for one in rows
    ]


def _tabs(actor: Actor, which: str) -> list[Tab]:
    counted = owed_counts(actor)
    return tabs(TABS, which, {name: getattr(counted, name) for name in TABS})


def _headers() -> list[str]:
    return [
        *(now("主体"), now("统一社会信用代码"), now("核查事项"), now("核查单位"), now("核查人")),
        *(now("核查日期"), now("反馈期限"), now("逾期"), now("含约束"), now("含激励")),
        now("回执号"),
    ]


def _line(shown: OwedShown) -> tuple[object, ...]:
    one = shown.owed
    yes = {True: now("是"), False: ""}
    return (
        *(shown.name, shown.who.code if shown.who else "", shown.matter, unit(one.unit)),
        *(name_of(one.actor), day(one.asked_on), day(one.due_on) if one.due_on else ""),
        *(yes[one.overdue], yes[one.restrains], yes[one.favours], one.receipt),
    )
