"""Feedback that is owed: who has to say what was decided, and until when."""

from typing import Any, Final

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import Actor, actor_of
from mingjian.accounts.decide import decide
from mingjian.checks import owed as verbs
from mingjian.checks.debts import Debt, debts
from mingjian.checks.owed import LARGEST_PAGE, Owed, Sought, owed_counts
from mingjian.web.export import sheet
from mingjian.web.fields import MatterField, UnitField
from mingjian.web.listing import listed
from mingjian.web.owed_rows import OwedShown, shown
from mingjian.web.screen import screen
from mingjian.web.tabs import Tab, tabs
from mingjian.web.templatetags.mingjian import actor as name_of
from mingjian.web.templatetags.mingjian import day, unit
from mingjian.web.words import Words

SORTABLE: Final = frozenset({"name", "matter", "unit", "asked_on", "due_day"})
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


@screen("check.feedback")
def owed(request: HttpRequest) -> HttpResponseBase:
    """The list; the same rows as csv or xlsx. Who oversees sees which units owe, too."""
    actor, which = actor_of(request), request.GET.get("tab", "all")
    which = which if which in TABS else "all"
    form = OwedFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = verbs.owed(actor, _sought(actor, which, asked), limit=LARGEST_PAGE)
    rows = shown(actor, (one for one in found if _wanted(one, asked)))
    if kind := request.GET.get("format"):
        return sheet(kind, "feedback-owed", _headers(), map(_line, rows))
    about = {
        "form": form,
        "tabs": _tabs(actor, which),
        "listing": listed(request, rows, sortable=SORTABLE, first="due_day"),
        "debts": _debts(actor),
        "capped": len(found) == LARGEST_PAGE,
        "most": LARGEST_PAGE,
    }
    return render(request, "checks/owed.html", about)


def _sought(actor: Actor, which: str, asked: dict[str, Any]) -> Sought:
    unit_id = actor.unit_id if which == "unit" else asked.get("unit") or ""
    return Sought(unit=unit_id, mine=which == "mine", overdue=which == "overdue")


def _wanted(one: Owed, asked: dict[str, Any]) -> bool:
    matter, holds = asked.get("matter"), asked.get("holds")
    return (not matter or one.matter == matter) and (not holds or bool(getattr(one, holds)))


def _debts(actor: Actor) -> list[Debt]:
    return debts(actor) if decide(actor, "case.oversee").allowed else []


def _tabs(actor: Actor, which: str) -> list[Tab]:
    counted = owed_counts(actor)
    return tabs(TABS, which, {name: getattr(counted, name) for name in TABS})


def _headers() -> list[str]:
    return [
        *(now("主体"), now("统一社会信用代码"), now("核查事项"), now("核查单位"), now("核查人")),
        *(now("核查日期"), now("反馈期限"), now("逾期"), now("含约束"), now("含激励")),
        now("回执号"),
    ]


def _line(row: OwedShown) -> tuple[object, ...]:
    one = row.owed
    yes = {True: now("是"), False: ""}
    return (
        *(row.name, row.who.code if row.who else "", row.matter, unit(one.unit)),
        *(name_of(one.actor), day(one.asked_on), day(one.due_on) if one.due_on else ""),
        *(yes[one.overdue], yes[one.restrains], yes[one.favours], one.receipt),
    )
