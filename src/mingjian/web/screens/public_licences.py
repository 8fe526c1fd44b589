"""The public list of administrative licences (双公示): of organisations, valid today."""

from typing import Any, Final

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from mingjian.policy.standing import policies
from mingjian.publication.listed import ListedLicence, WantedLicences, licence_list
from mingjian.publication.published import SHOWN_AT_MOST
from mingjian.web.export import sheet
from mingjian.web.fields import DayField, UnitField
from mingjian.web.listing import listed
from mingjian.web.meant import meant
from mingjian.web.portal import portal
from mingjian.web.screens.public import Search
from mingjian.web.templatetags.mingjian import day, said, unit

CLASSES: Final = "licence-class"
SORTABLE: Final = frozenset({"name", "number", "category", "authority", "decided_on", "last_day"})


class LicenceFilter(Search):
    """Which licences to list."""

    category = forms.ChoiceField(label=_("许可类别"), required=False)
    unit = UnitField(label=_("来源单位"), required=False)
    since = DayField(label=_("决定日期自"), required=False)
    until = DayField(label=_("决定日期至"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["category"]
        if isinstance(field, forms.ChoiceField):
            known = policies().code_list(CLASSES).values
            field.choices = [("", now("全部")), *((one.value, said(one.title)) for one in known)]


@portal
def public_licences(request: HttpRequest) -> HttpResponseBase:
    """The latest licences of the filter; the same as csv or xlsx."""
    form, today = LicenceFilter(request.GET), timezone.localdate()
    found = licence_list(today, _wanted(form))
    if kind := request.GET.get("format"):
        return sheet(kind, f"licences-{today}", _headers(), map(_line, found.rows))
    shown = {
        "form": form,
        "listing": listed(request, found.rows, sortable=SORTABLE, first="-decided_on"),
        "cut": found.cut,
        "most": SHOWN_AT_MOST,
    }
    return render(request, "publication/licences.html", shown)


def _wanted(form: LicenceFilter) -> WantedLicences:
    """What the form says; what it does not understand is not asked for, and said beside it."""
    form.is_valid()
    asked = form.cleaned_data
    return WantedLicences(
        asked.get("unit", ""),
        asked.get("category", ""),
        meant(asked["q"]) if asked.get("q") else None,
        asked.get("since"),
        asked.get("until"),
    )


def _headers() -> list[str]:
    return [
        *(now("主体"), now("统一社会信用代码"), now("许可决定文书号"), now("许可决定文书")),
        *(now("许可类别"), now("许可机关"), now("来源单位"), now("决定日期")),
        *(now("有效期自"), now("有效期至"), now("异议")),
    ]


def _line(row: ListedLicence) -> tuple[object, ...]:
    one = row.licence
    return (
        *(row.name, row.code, one.number, one.title, one.category, one.authority),
        *(unit(one.unit_id), day(one.decided_on), day(one.holds.start)),
        day(row.last_day) if row.last_day else now("长期"),
        now("有异议") if one.disputed else "",
    )
