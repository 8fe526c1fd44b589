"""The case desk: what is mine, my unit's, due today, overdue, paused."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.cases.clocks import clocks
from mingjian.cases.course import courses
from mingjian.cases.engine.clock import Running
from mingjian.cases.engine.taken import Taken
from mingjian.cases.models import Case, CaseStep
from mingjian.cases.procedures import procedure_of
from mingjian.cases.reach import reach
from mingjian.kernel.workdays import Deadline
from mingjian.policy.schema.base import Text

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
class DeskRow:
    """A case in the list. `due`: the earliest last day of a clock of the office that runs.

    `overdue_by`: working days that the office is late now; nought for what is closed.
    """

    id: int
    number: str
    procedure: Text
    kind: str
    unit_id: str
    subject_id: int
    about: str
    about_id: str
    state: Text
    seq: int
    opened_on: date
    closed_on: date | None
    outcome: str
    due: Deadline | None
    overdue_by: int
    paused: bool


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
        return DeskPage(tuple(_rows(page, _today(on))), found.count())
    rows = [one for one in _rows(found, _today(on)) if _FITS[wanted.which](one, _today(on))]
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


def _rows(cases: "QuerySet[Case]", today: date) -> Iterable[DeskRow]:
    found = list(cases)
    taken = courses([case.pk for case in found])
    return [_row(case, taken.get(case.pk, ()), today) for case in found]


def _row(case: Case, taken: tuple[Taken, ...], today: date) -> DeskRow:
    procedure = procedure_of(case)
    same = {name: getattr(case, name) for name in _SAME}
    office = [c for c in clocks(procedure, taken, today) if c.runs and c.clock.on == "office"]
    return DeskRow(
        id=case.pk,
        procedure=procedure.name,
        state=procedure.state(case.state).name,
        due=_earliest(office),
        overdue_by=max((one.overdue_by for one in office), default=0),
        paused=any(one.is_paused for one in office),
        **same,
    )


def _earliest(running: list[Running]) -> Deadline | None:
    dues = (one.due for one in running if one.due is not None)
    return min(dues, key=lambda due: due.day, default=None)


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
_SAME: Final = tuple(
    DeskRow.__dataclass_fields__.keys()
    - {"id", "procedure", "state", "due", "overdue_by", "paused"}
)
