"""The public portal (信用公示): open without signing in, read only, organisations alone."""

from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from mingjian.effects.public import KINDS, Wanted, public_counts
from mingjian.policy.standing import policies
from mingjian.publication.organisations import find_public, public_organisation
from mingjian.publication.published import SHOWN_AT_MOST, published
from mingjian.registry.problems import NothingToSearch
from mingjian.web.case_words import COLOURS
from mingjian.web.fields import UnitField
from mingjian.web.listing import listed
from mingjian.web.meant import meant
from mingjian.web.portal import portal
from mingjian.web.screens.home import Tile
from mingjian.web.tabs import tabs
from mingjian.web.templatetags.mingjian import said
from mingjian.web.words import Words, told

LONGEST_QUESTION: Final = 100
SORTABLE: Final = frozenset({"name", "unit_id", "document", "decided_on", "since", "until"})
TONES: Final = {"penalty": "", "black": "bad", "watch": "warn", "red": "good"}
TABS: Final[Words] = {"": _("全部"), "penalty": _("行政处罚"), **COLOURS}


class Search(forms.Form):
    """Whom to look for."""

    q = forms.CharField(
        label=_("名称或统一社会信用代码"), required=False, max_length=LONGEST_QUESTION
    )


class PublicFilter(Search):
    """Which of what is published to list."""

    unit = UnitField(label=_("认定单位"), required=False)
    listing = forms.ChoiceField(label=_("名单"), required=False)
    tab = forms.CharField(required=False, max_length=LONGEST_QUESTION, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = {one.id: said(one.title) for one in policies().every_list()}
        field = self.fields["listing"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", now("全部")), *sorted(titles.items())]


@portal
def public_home(request: HttpRequest) -> HttpResponse:
    """Search, and how much of each kind is published today."""
    form = Search(request.GET or None)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    found, short = [], False
    try:
        found = find_public(text) if text else []
    except NothingToSearch:
        short = True
    counts, address = public_counts(timezone.localdate(), Wanted()), reverse("public-published")
    tiles = [
        Tile(told(TABS, kind), counts[kind], f"{address}?tab={kind}", TONES[kind]) for kind in KINDS
    ]
    shown = {"form": form, "asked": text, "found": found, "short": short, "tiles": tiles}
    return render(request, "publication/home.html", shown)


@portal
def public_published(request: HttpRequest) -> HttpResponse:
    """What is published today, by kind, unit, list and organisation; the latest first."""
    form = PublicFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    which = asked.get("tab", "") if asked.get("tab", "") in TABS else ""
    about = meant(asked["q"]) if asked.get("q") else None
    wanted = Wanted(which, asked.get("unit", ""), asked.get("listing", ""), about)
    found = published(timezone.localdate(), wanted)
    shown = {
        "form": form,
        "tabs": tabs(TABS, which, {"": sum(found.counts.values()), **found.counts}),
        "listing": listed(request, found.rows, sortable=SORTABLE, first="-since"),
        "cut": found.cut,
        "most": SHOWN_AT_MOST,
    }
    return render(request, "publication/published.html", shown)


@portal
def public_page(request: HttpRequest, code: str) -> HttpResponse:
    """What is public of one organisation today."""
    today = timezone.localdate()
    shown = {"one": public_organisation(code, today), "today": today}
    return render(request, "publication/organisation.html", shown)
