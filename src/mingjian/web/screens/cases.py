"""The case desk: mine, my unit's, due today, overdue, paused; filtered, sorted, exported."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.actor import Actor, actor_of
from mingjian.cases.desk import Asked, DeskRow, desk
from mingjian.web.case_words import PROCEDURES
from mingjian.web.export import sheet
from mingjian.web.fields import UnitField
from mingjian.web.listing import listed
from mingjian.web.meant import meant
from mingjian.web.praised import praised
from mingjian.web.screen import screen
from mingjian.web.tabs import Tab, tabs
from mingjian.web.templatetags.cases import left, list_title, subject_of
from mingjian.web.templatetags.mingjian import day, said, unit
from mingjian.web.words import Words

MOST: Final = 2000
LONGEST_QUESTION: Final = 100
SORTABLE: Final = frozenset({"number", "kind", "unit_id", "opened_on", "due_day", "overdue_by"})
TABS: Final[Words] = {
    "all": _("全部在办"),
    "mine": _("我经办的"),
    "unit": _("本单位的"),
    "due_today": _("今日到期"),
    "overdue": _("已超期"),
    "paused": _("暂停中"),
    "closed": _("已办结"),
}


class CaseFilter(forms.Form):
    """Which cases to list."""

    kind = forms.ChoiceField(
        label=_("程序"), required=False, choices=[("", _("全部")), *PROCEDURES.items()]
    )
    unit = UnitField(label=_("承办单位"), required=False)
    listing = forms.ChoiceField(label=_("名单"), required=False)
    state = forms.ChoiceField(label=_("状态"), required=False)
    q = forms.CharField(
        label=_("案号或主体"),
        required=False,
        max_length=LONGEST_QUESTION,
        help_text=_("案号、名称或统一社会信用代码"),
    )
    tab = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, rows: Iterable[DeskRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(rows)
        lists = sorted({row.about_id for row in known if row.about == "list"})
        states = {said(row.state) for row in known}
        self._offer("listing", [(one, f"{one} {list_title(one)}") for one in lists])
        # A state that no case has now is a question too: its answer is an empty list.
        asked = str(self.data.get("state", ""))
        offered = sorted({*states, asked} - {""})
        self._offer("state", [(one, one) for one in offered])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", now("全部")), *choices]


@screen("case.read")
def cases(request: HttpRequest) -> HttpResponseBase:
    """The desk; the same rows as csv or xlsx."""
    actor, which = actor_of(request), request.GET.get("tab", "all")
    which = which if which in TABS else "all"
    rows = _rows(actor, which)
    form = CaseFilter(request.GET, rows=rows)
    asked = form.cleaned_data if form.is_valid() else {}
    about = meant(asked.get("q", ""))
    kept = [_Shown(row) for row in rows if _wanted(row, asked, about)]
    if kind := request.GET.get("format"):
        return sheet(kind, "cases", _headers(), map(_line, kept))
    first = "-opened_on" if which == "closed" else "due_day"
    listing = listed(request, kept, sortable=SORTABLE, first=first)
    shown = {"form": form, "listing": listing, "tabs": _tabs(actor, which), "tab": which}
    shown |= praised(actor)
    return render(request, "cases/cases.html", shown | {"capped": len(rows) == MOST, "most": MOST})


class _Shown:
    """A row with what the columns sort by; one without a last day comes last."""

    def __init__(self, row: DeskRow) -> None:
        self.row = row
        self.number, self.kind, self.unit_id = row.number, row.kind, row.unit_id
        self.opened_on, self.overdue_by = row.opened_on, row.overdue_by
        self.due_day = row.due.day.toordinal() if row.due else 10**7


def _rows(actor: Actor, which: str) -> tuple[DeskRow, ...]:
    return desk(actor, Asked(which=which, size=MOST)).rows  # type: ignore[arg-type]  # one of TABS


def _tabs(actor: Actor, which: str) -> list[Tab]:
    """With counts where they cost nothing more than the open cases themselves."""
    open_, today = _rows(actor, "all"), timezone.localdate()
    counts = {
        "all": len(open_),
        "unit": sum(row.unit_id == actor.unit_id for row in open_),
        "due_today": sum(row.due is not None and row.due.day == today for row in open_),
        "overdue": sum(row.overdue_by > 0 for row in open_),
        "paused": sum(row.paused for row in open_),
    }
    return tabs(TABS, which, counts)


def _wanted(row: DeskRow, asked: dict[str, Any], about: frozenset[int]) -> bool:
    pairs = (("kind", row.kind), ("unit", row.unit_id), ("state", said(row.state)))
    if any(asked.get(name) and asked[name] != value for name, value in pairs):
        return False
    if asked.get("listing") and (row.about, row.about_id) != ("list", asked["listing"]):
        return False
    text = asked.get("q")
    return not text or text in row.number or row.subject_id in about


def _headers() -> list[str]:
    return [
        *(now("案号"), now("程序"), now("主体"), now("统一社会信用代码"), now("承办单位")),
        *(now("状态"), now("立案日期"), now("到期日"), now("剩余工作日"), now("超期工作日")),
        *(now("暂定"), now("暂停")),
    ]


def _line(shown: _Shown) -> tuple[object, ...]:
    row, who = shown.row, subject_of(shown.row.subject_id)
    due = row.due
    return (
        *(row.number, said(row.procedure), who.name if who else "", who.code if who else ""),
        *(unit(row.unit_id), said(row.state), day(row.opened_on)),
        *(day(due.day) if due else "", left(due.day) if due else "", row.overdue_by),
        *(_yes(flag=bool(due and due.provisional)), _yes(flag=row.paused)),
    )


def _yes(*, flag: bool) -> str:
    return now("是") if flag else ""
