"""Which lists a unit may put an organisation on today, and by which procedure."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.utils import timezone

from mingjian.cases.filing import fileable
from mingjian.kernel.problem import Problem
from mingjian.kernel.verdict import Met, NotMet, Verdict
from mingjian.policy.competence import competence
from mingjian.policy.schema import ListDefinition, Procedure
from mingjian.policy.schema.colours import is_for
from mingjian.policy.schema.procedure import ProcedureKind
from mingjian.policy.standing import policies

KINDS: Final[frozenset[ProcedureKind]] = frozenset({"determination", "recognition"})


def offered(unit_id: str) -> list[ListDefinition]:
    """The lists that the unit may decide and that may be entered today."""
    found = policies().lists(timezone.localdate())
    return [one for one in found if may_propose(one, unit_id)]


def refused(unit_id: str) -> list[tuple[ListDefinition, Verdict]]:
    """The others, each with what the packs say of it."""
    found = policies().lists(timezone.localdate())
    return [(one, _said_of(one, unit_id)) for one in found if not may_propose(one, unit_id)]


def may_propose(one: ListDefinition, unit_id: str) -> bool:
    """Whether this unit may propose somebody for it; where no pack says who decides, any may."""
    return may_offer(one) and not isinstance(_may_decide(one, unit_id), NotMet)


def may_offer(one: ListDefinition) -> bool:
    """Whether it is decided here, may be entered today, and has a procedure for its colour."""
    entered = isinstance(one.may_list(timezone.localdate()), Met)
    return one.part == "decides" and entered and procedure_for(one) is not None


def may_file(one: ListDefinition, on: date) -> bool:
    """Whether entries are filed with the document of whoever decides the list."""
    try:
        fileable(one.id, on)
    except Problem:
        return False
    return isinstance(one.may_list(on), Met)


def procedure_for(one: ListDefinition) -> Procedure | None:
    """The procedure of today by which somebody is put on a list of this colour."""
    return next(_fitting(one), None)


def _said_of(one: ListDefinition, unit_id: str) -> Verdict:
    """Who decides it instead, or why nobody may be put on it."""
    return _may_decide(one, unit_id) if may_offer(one) else one.may_list(timezone.localdate())


def _may_decide(one: ListDefinition, unit_id: str) -> Verdict:
    return competence(policies(), one.id, unit_id, timezone.localdate())


def _fitting(one: ListDefinition) -> Iterator[Procedure]:
    for procedure in policies().procedures(timezone.localdate()):
        if procedure.kind in KINDS and is_for(procedure.kind, one.colour):
            yield procedure
