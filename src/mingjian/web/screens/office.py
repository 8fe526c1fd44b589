"""The office's desk: who delivered what, in time or not, and of which quality, in a period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as now

from mingjian.accounts.actor import actor_of
from mingjian.intake.desk import CodeQuality, UnitDeliveries, deliveries, quality
from mingjian.intake.findings import FINDING_CODES
from mingjian.web.deliveries import overdue
from mingjian.web.export import csv_file
from mingjian.web.listing import listed
from mingjian.web.periods import PeriodForm, period
from mingjian.web.screen import screen
from mingjian.web.templatetags.mingjian import share, unit
from mingjian.web.words import language

PERIOD: Final = timedelta(days=30)
MOST_CODES: Final = 20
AT_MOST: Final = 12
SORTABLE: Final = frozenset(
    {"unit_id", "submissions", "rows", "on_time_rate", "error_rate", "questions_waiting"}
)


@dataclass(frozen=True, slots=True)
class CodeShown:
    """A finding with its sentence and how many rows it was about."""

    code: str
    severity: str
    sentence: str
    rows: int


@screen("intake.oversee")
def office(request: HttpRequest) -> HttpResponseBase:
    """Deliveries by department, on-time and error rates, quality by code; as csv as well."""
    actor, form = actor_of(request), PeriodForm(request.GET)
    since, until = period(form, PERIOD)
    form = PeriodForm({"since": since, "until": until}) if form.is_valid() else form
    units = deliveries(actor, since, until)
    if request.GET.get("format") == "csv":
        return csv_file(f"deliveries-{since}-{until}.csv", _headers(), map(_line, units))
    shown = {
        "form": form,
        "since": since,
        "until": until,
        "total": _total(units),
        "listing": listed(request, units, sortable=SORTABLE, first="-rows", per_page=200),
        "codes": [_code(one) for one in quality(actor, since, until)[:MOST_CODES]],
        "overdue": overdue(actor)[:AT_MOST],
    }
    return render(request, "intake/office.html", shown)


def _total(units: Sequence[UnitDeliveries]) -> UnitDeliveries:
    def total(name: str) -> int:
        return sum(getattr(one, name) for one in units)

    names = ("submissions", "rows", "good", "bad", "held", "late", "backlog")
    asked = ("questions_waiting", "questions_overdue")
    return UnitDeliveries("", **{name: total(name) for name in (*names, *asked)})


def _code(one: CodeQuality) -> CodeShown:
    kind = FINDING_CODES[one.code[1:]]
    sentence = kind.zh if language() == "zh" else kind.en
    severity = "error" if one.code.startswith("E") else "warning"
    return CodeShown(one.code, severity, sentence.replace("{detail}", "…"), one.rows)


def _headers() -> list[str]:
    return [
        *(now("单位"), now("批次"), now("行数"), now("合格"), now("退回"), now("待答复")),
        *(now("迟报行"), now("按时率"), now("退回率"), now("未答复疑问"), now("逾期疑问")),
    ]


def _line(one: UnitDeliveries) -> tuple[object, ...]:
    counts = (one.submissions, one.rows, one.good, one.bad, one.held, one.late)
    rates = (share(one.on_time_rate), share(one.error_rate))
    return (unit(one.unit_id), *counts, *rates, one.questions_waiting, one.questions_overdue)
