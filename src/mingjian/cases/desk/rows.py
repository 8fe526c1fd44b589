"""A case as a row of the desk: what is due is computed from its steps, not stored."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import QuerySet

from mingjian.cases.clocks import clocks
from mingjian.cases.course import courses
from mingjian.cases.engine.running import Running
from mingjian.cases.engine.taken import Taken
from mingjian.cases.models import Case
from mingjian.cases.procedures import procedure_of
from mingjian.kernel.workdays import Deadline
from mingjian.policy.schema.base import Text


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


def rows_of(cases: "QuerySet[Case]", today: date) -> list[DeskRow]:
    """The cases as they stand on the day, with three statements for their steps."""
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


_SAME: Final = tuple(
    DeskRow.__dataclass_fields__.keys()
    - {"id", "procedure", "state", "due", "overdue_by", "paused"}
)
