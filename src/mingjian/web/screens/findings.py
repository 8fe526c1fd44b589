"""What was found in a submission: by code, page by page, or whole as csv."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as now

from mingjian.accounts.actor import actor_of
from mingjian.intake import desk
from mingjian.intake.desk import SubmissionView
from mingjian.intake.findings import Finding
from mingjian.intake.told import findings_of
from mingjian.web.export import csv_file
from mingjian.web.records import titles
from mingjian.web.screen import screen
from mingjian.web.templatetags.mingjian import said
from mingjian.web.words import SEVERITIES, language, told

PER_PAGE: Final = 50
LAST_PART: Final = 100_000


@dataclass(frozen=True, slots=True)
class FindingShown:
    """A finding in words."""

    row_no: int
    field: str
    value: str
    code: str
    severity: str
    sentence: str
    way_out: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A finding code to filter by, with its number of rows."""

    label: str
    count: int
    url: str
    here: bool


@screen("intake.read")
def findings(request: HttpRequest, number: int) -> HttpResponseBase:
    """What was found, filtered by code: as a part of the page, or whole as csv."""
    found = desk.submission(actor_of(request), number)
    if request.GET.get("format") == "csv":
        headers = [
            now("行号"),
            now("列"),
            now("所填内容"),
            now("级别"),
            now("代码"),
            now("问题"),
            now("怎么改"),
        ]
        return csv_file(f"findings-{number}.csv", headers, _finding_lines(request, found))
    shown = {"submission": found} | findings_shown(request, found)
    if request.headers.get("HX-Request"):
        return render(request, "intake/findings.html", shown)
    return render(request, "intake/findings_page.html", shown)


def findings_shown(request: HttpRequest, found: SubmissionView) -> dict[str, object]:
    """The findings of the code and the part the address asks for, for the template."""
    code, page = request.GET.get("code", ""), _page(request)
    shown = islice(_shown(found, code), page * PER_PAGE, (page + 1) * PER_PAGE + 1)
    rows = list(shown)
    return {
        "rows": rows[:PER_PAGE],
        "code": code,
        "chips": list(_chips(found, code)),
        "earlier": page - 1 if page else None,
        "later": page + 1 if len(rows) > PER_PAGE else None,
    }


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("part", "")
    return min(int(asked), LAST_PART) if asked.isascii() and asked.isdigit() else 0


def _chips(found: SubmissionView, code: str) -> Iterator[Chip]:
    address, codes = reverse("findings", args=[found.id]), found.codes or {}
    yield Chip(now("全部"), sum(codes.values()), address, not code)
    for one, rows in sorted(codes.items(), key=lambda pair: (pair[0][0], -pair[1])):
        yield Chip(one, rows, f"{address}?code={one}", one == code)


def _shown(found: SubmissionView, code: str) -> Iterator[FindingShown]:
    names = titles(found.item, found.received_at.date())
    for one in findings_of(found.id):
        if not code or one.code == code:
            yield _finding(one, names)


def _finding(one: Finding, names: dict[str, Any]) -> FindingShown:
    field = said(names[one.field]) if one.field in names else one.field or ""
    return FindingShown(
        row_no=one.row_no,
        field=field,
        value=one.value or "",
        code=one.code,
        severity=one.severity,
        sentence=one.sentence(language()),
        way_out=one.way_out(language()),
    )


def _finding_headers() -> list[str]:
    return [
        *(now("行号"), now("列"), now("所填内容"), now("级别")),
        *(now("代码"), now("问题"), now("怎么改")),
    ]


def _finding_lines(request: HttpRequest, found: SubmissionView) -> Iterator[tuple[object, ...]]:
    for one in _shown(found, request.GET.get("code", "")):
        severity = told(SEVERITIES, one.severity)
        yield (one.row_no, one.field, one.value, severity, one.code, one.sentence, one.way_out)
