"""A case as people see it: where it stands, its clocks, what can be done, what was done."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.cases.clocks import clocks
from mingjian.cases.course import course_of
from mingjian.cases.engine.running import Running
from mingjian.cases.history import StepView, history
from mingjian.cases.possible import Possible, possible
from mingjian.cases.procedures import procedure_of
from mingjian.cases.reach import within
from mingjian.policy.schema.procedure import Procedure, State


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case. `procedure` is the one it follows, also where the packs have a newer one."""

    id: int
    number: str
    procedure: Procedure
    edition_id: str
    kind: str
    unit_id: str
    subject_id: int
    about: str
    about_id: str
    parent_id: int | None
    opened_on: date
    opened_by: str
    seq: int
    state: State
    closed_on: date | None
    outcome: str
    clocks: tuple[Running, ...]
    possible: tuple[Possible, ...]
    history: tuple[StepView, ...]


def view(case_id: int, actor: Actor, on: date | None = None) -> CaseView:
    """The case as it stands on a day (today).

    Raises:
        NoSuchCase: there is none, or it is out of the actor's reach.
    """
    case = within(actor, case_id)
    procedure = procedure_of(case)
    steps = history(case_id, procedure)
    taken, today = course_of(steps), on or timezone.localdate()
    same = {name: getattr(case, name) for name in _SAME}
    return CaseView(
        id=case.pk,
        procedure=procedure,
        state=procedure.state(case.state),
        clocks=clocks(procedure, taken, today),
        possible=possible(case, procedure, taken, actor, today),
        history=steps,
        **same,
    )


_SAME = tuple(
    CaseView.__dataclass_fields__.keys()
    - {"id", "procedure", "state", "clocks", "possible", "history"}
)

__all__ = ["CaseView", "Possible", "StepView", "clocks", "history", "view"]
