"""Red, black and watch lists: all of them, historic ones as history."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import actor_of
from mingjian.policy.schema import ListDefinition
from mingjian.policy.standing import policies
from mingjian.web.case_words import COLOURS, LIST_STATUSES
from mingjian.web.rolls import ListShown, counts
from mingjian.web.screen import screen


class ListFilter(forms.Form):
    """Which lists to show."""

    colour = forms.ChoiceField(
        label=_("类别"), required=False, choices=[("", _("全部")), *COLOURS.items()]
    )
    status = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("", _("全部")), *LIST_STATUSES.items()]
    )


@screen("effect.read")
def lists(request: HttpRequest) -> HttpResponse:
    """All lists by colour; historic ones as history."""
    form = ListFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    today = timezone.localdate()
    held = counts(actor_of(request), today)
    found = [one for one in policies().every_list() if _kept(one, asked)]
    shown = [ListShown(one, one.may_list(today), held.get(one.id, 0)) for one in found]
    groups = [(colour, [s for s in shown if s.one.colour == colour]) for colour in COLOURS]
    return render(request, "effects/lists.html", {"form": form, "groups": groups})


def _kept(one: ListDefinition, asked: dict[str, Any]) -> bool:
    return all(not asked.get(name) or getattr(one, name) == asked[name] for name in asked)
