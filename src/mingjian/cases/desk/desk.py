"""The list of cases within reach, filtered, sorted, by pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.cases.desk.rows import DeskRow, rows_of
from mingjian.cases.models import Case, CaseStep
from mingjian.cases.reach import reach

Which = Literal["mine", "unit", "due_today", "overdue", "paused", "all", "closed"]
Sort = Literal["due", "-due", "opened", "-opened", "overdue", "-overdue"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which cases. `page` begins at 1. Empty text and None mean all."""

    which: Which = "all"
    kind: str = ""
    unit_id: str = ""
    subject_id: int | None = None
    sort: Sort = "due"
    page: int = 1
    size: int = 50


@dataclass(frozen=True, slots=True)
class DeskPage:
    """A page of the list, and how many cases the whole list has."""

    rows: tuple[DeskRow, ...]
    total: int


def desk(actor: Actor, asked: Asked | None = None, on: date | None = None) -> DeskPage:
    """The cases within the actor's reach as they stand on a day (today).

    What is due is computed, not stored; so the open cases are all looked at, with three statements
    for their steps.
    """
    wanted = asked or Asked()
    found = _filtered(reach(actor), wanted, actor)
    first = (max(wanted.page, 1) - 1) * wanted.size
    if wanted.which == "closed":
        page = found.order_by("-closed_on", "-pk")[first : first + wanted.size]
        return DeskPage(tuple(rows_of(page, _today(on))), found.count())
    rows = [one for one in rows_of(found, _today(on)) if _FITS[wanted.which](one, _today(on))]
    rows.sort(key=_KEYS[wanted.sort.lstrip("-")], reverse=wanted.sort.startswith("-"))
    return DeskPage(tuple(rows[first : first + wanted.size]), len(rows))


def _today(on: date | None) -> date:
    return on or timezone.localdate()


def _filtered(rows: "QuerySet[Case]", asked: Asked, actor: Actor) -> "QuerySet[Case]":
    own = CaseStep.objects.filter(case_id=OuterRef("pk"), actor=actor.id)
    wanted: dict[str, object] = {
        "kind": asked.kind,
        "unit_id": asked.unit_id or (actor.unit_id if asked.which == "unit" else ""),
        "subject_id": asked.subject_id,
    }
    found = rows.filter(**{name: value for name, value in wanted.items() if value})
    found = found.filter(closed_on__isnull=asked.which != "closed")
    return found.filter(Exists(own)) if asked.which == "mine" else found


def _due_day(row: DeskRow) -> date:
    return date.max if row.due is None else row.due.day


_FITS: Final[dict[str, Callable[[DeskRow, date], bool]]] = {
    "mine": lambda _row, _today: True,
    "unit": lambda _row, _today: True,
    "all": lambda _row, _today: True,
    "due_today": lambda row, today: _due_day(row) == today,
    "overdue": lambda row, _today: row.overdue_by > 0,
    "paused": lambda row, _today: row.paused,
}
_KEYS: Final[dict[str, Callable[[DeskRow], tuple[object, int]]]] = {
    "due": lambda row: (_due_day(row), row.id),
    "opened": lambda row: (row.opened_on, row.id),
    "overdue": lambda row: (row.overdue_by, row.id),
}
