"""Joint-restraint and joint-incentive cases of a period: the list, and figures over it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import actor_of
from mingjian.checks.joint import JointCase, joint_cases
from mingjian.web.export import sheet
from mingjian.web.fields import UnitField
from mingjian.web.joint_figures import by_measure, by_month
from mingjian.web.joint_rows import JointShown, shown
from mingjian.web.listing import listed
from mingjian.web.periods import PeriodForm, period
from mingjian.web.screen import screen
from mingjian.web.screens.home import Tile
from mingjian.web.templatetags.cases import measure_title
from mingjian.web.templatetags.mingjian import day, unit
from mingjian.web.words import OUTCOMES, told

LENGTH: Final = timedelta(days=365)
SORTABLE: Final = frozenset({"name", "unit", "matter", "decided_on"})
MOST_MEASURES: Final = 12
KINDS: Final[dict[str, str | Promise]] = {
    "restraint": _("联合惩戒"),
    "incentive": _("联合激励"),
}


class JointFilter(PeriodForm):
    """Which cases to list."""

    kind = forms.ChoiceField(
        label=_("类型"), required=False, choices=[("", _("全部")), *KINDS.items()]
    )
    measure = forms.ChoiceField(label=_("措施"), required=False)
    unit = UnitField(label=_("单位"), required=False)

    def __init__(self, *args: Any, cases: Iterable[JointCase], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {measure for one in cases for measure in one.measures}
        # A measure that no case of the period has is a question too: its answer is an empty list.
        offered = sorted({*known, str(self.data.get("measure", ""))} - {""})
        field = self.fields["measure"]
        if isinstance(field, forms.ChoiceField):
            named = [(one, f"{one} {measure_title(one)}") for one in offered]
            field.choices = [("", now("全部")), *named]


@screen("check.feedback")
def joint(request: HttpRequest) -> HttpResponseBase:
    """The cases within reach, filtered; as csv or xlsx as well."""
    actor = actor_of(request)
    since, until = period(PeriodForm(request.GET), LENGTH)
    every = joint_cases(actor, since, until + timedelta(days=1), limit=None).cases
    form = JointFilter(request.GET.dict() | {"since": since, "until": until}, cases=every)
    cases = [one for one in every if _wanted(one, form.cleaned_data if form.is_valid() else {})]
    if kind := request.GET.get("format"):
        rows = map(_line, shown(actor, cases))
        return sheet(kind, f"joint-cases-{since}-{until}", _headers(), rows)
    about = {
        "form": form,
        "since": since,
        "until": until,
        "any": bool(every),
        "tiles": _tiles(cases),
        "months": by_month(cases),
        "measures": by_measure(cases)[:MOST_MEASURES],
        "listing": listed(request, shown(actor, cases), sortable=SORTABLE, first="-decided_on"),
    }
    return render(request, "checks/joint.html", about)


def _wanted(one: JointCase, asked: dict[str, Any]) -> bool:
    return (
        (not asked.get("kind") or bool(getattr(one, asked["kind"])))
        and (not asked.get("measure") or asked["measure"] in one.measures)
        and (not asked.get("unit") or one.unit == asked["unit"])
    )


def _tiles(cases: list[JointCase]) -> list[Tile]:
    return [
        Tile(now("联合惩戒"), sum(one.restraint for one in cases), "", "warn"),
        Tile(now("联合激励"), sum(one.incentive for one in cases), "", "good"),
        Tile(now("涉及主体"), len({one.subject_id for one in cases}), ""),
        Tile(now("涉及单位"), len({one.unit for one in cases}), ""),
    ]


def _headers() -> list[str]:
    return [
        *(now("类型"), now("主体"), now("统一社会信用代码"), now("单位"), now("核查事项")),
        *(now("核查日期"), now("答复所含措施"), now("办理结果"), now("决定日期"), now("回执号")),
    ]


def _line(row: JointShown) -> tuple[object, ...]:
    one = row.case
    kinds = [str(name) for kind, name in KINDS.items() if getattr(one, kind)]
    measures = "; ".join(f"{each} {measure_title(each)}" for each in one.measures)
    return (
        *("; ".join(kinds), row.name, row.who.code if row.who else "", unit(one.unit)),
        *(row.matter, day(one.asked_on), measures, told(OUTCOMES, one.outcome)),
        *(day(one.decided_on), one.receipt),
    )
