"""One list with its entries, to be filtered and taken away as a file."""

from typing import Final

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import Actor, actor_of
from mingjian.accounts.decide import decide
from mingjian.kernel.problem import NotFound
from mingjian.policy.standing import policies
from mingjian.web.case_words import ENTRY_STATES
from mingjian.web.determining.lists import may_file, may_propose
from mingjian.web.export import sheet
from mingjian.web.fields import UnitField
from mingjian.web.listing import listed
from mingjian.web.meant import meant
from mingjian.web.rolls import ListShown, OnRoll, roll
from mingjian.web.screen import screen
from mingjian.web.templatetags.cases import list_title, subject_of
from mingjian.web.templatetags.mingjian import day, unit
from mingjian.web.words import told

SORTABLE: Final = frozenset({"since", "until", "standing"})
LONGEST_QUESTION: Final = 100


class RollFilter(forms.Form):
    """Which entries of a list to show."""

    standing = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("", _("全部")), *ENTRY_STATES.items()]
    )
    unit = UnitField(label=_("认定单位"), required=False)
    q = forms.CharField(label=_("主体名称或代码"), required=False, max_length=LONGEST_QUESTION)


@screen("effect.read")
def one_list(request: HttpRequest, list_id: str) -> HttpResponseBase:
    """A list with its entries; the same entries as csv or xlsx."""
    actor, today = actor_of(request), timezone.localdate()
    versions = [one for one in policies().every_list() if one.id == list_id]
    if not versions:
        raise NotFound(what=list_id)
    form = RollFilter(request.GET)
    rows = _rolled(actor, list_id, form)
    if kind := request.GET.get("format"):
        return sheet(kind, f"list-{list_id}", _headers(), map(_line, rows))
    one = versions[-1]
    shown = {
        "one": one,
        "versions": versions,
        "shown": ListShown(one, one.may_list(today), 0),
        "form": form,
        "listing": listed(request, rows, sortable=SORTABLE, first="-since"),
        "can_file": decide(actor, "case.propose").allowed and may_file(one, today),
        "can_propose": decide(actor, "case.propose").allowed and may_propose(one, actor.unit_id),
    }
    return render(request, "effects/list.html", shown)


def _rolled(actor: Actor, list_id: str, form: RollFilter) -> list[OnRoll]:
    asked = form.cleaned_data if form.is_valid() else {}
    about = meant(asked.get("q", ""))
    return [
        one
        for one in roll(actor, list_id, timezone.localdate())
        if (not asked.get("standing") or one.standing == asked["standing"])
        and (not asked.get("unit") or one.entry.unit_id == asked["unit"])
        and (not asked.get("q") or one.entry.subject_id in about)
    ]


def _headers() -> list[str]:
    return [
        *(now("名单"), now("主体"), now("统一社会信用代码"), now("认定单位"), now("状态")),
        *(now("标注"), now("列入日期"), now("到期日")),
        *(now("依据"), now("退出条件"), now("救济途径")),
    ]


def _line(one: OnRoll) -> tuple[object, ...]:
    found, who = one.entry, subject_of(one.entry.subject_id)
    basis = found.parts.basis
    return (
        *(list_title(found.list_id), who.name if who else "", who.code if who else ""),
        *(unit(found.unit_id), told(ENTRY_STATES, one.standing)),
        *(_marks(one), day(one.since), day(one.until)),
        *(f"{basis.law} {basis.article}", found.parts.exit.zh, found.parts.remedy.zh),
    )


def _marks(one: OnRoll) -> str:
    """The marks of an entry as the page shows them."""
    marks = ((one.disputed, now("有异议，处理中")), (one.shielded, now("暂时屏蔽中")))
    return " · ".join(words for is_so, words in marks if is_so)
