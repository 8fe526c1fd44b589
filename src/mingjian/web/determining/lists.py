"""Which lists the district may put an organisation on today, and by which procedure."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.utils import timezone

from mingjian.cases.filing import fileable
from mingjian.kernel.problem import Problem
from mingjian.kernel.verdict import Met, Verdict
from mingjian.policy.schema import ListDefinition, Procedure
from mingjian.policy.schema.colours import is_for
from mingjian.policy.schema.procedure import ProcedureKind
from mingjian.policy.standing import policies

KINDS: Final[frozenset[ProcedureKind]] = frozenset({"determination", "recognition"})


def offered() -> list[ListDefinition]:
    """The lists that are decided here and may be entered today."""
    return [one for one in policies().lists(timezone.localdate()) if may_offer(one)]


def refused() -> list[tuple[ListDefinition, Verdict]]:
    """The others, each with what the packs say of it."""
    today = timezone.localdate()
    found = policies().lists(today)
    return [(one, one.may_list(today)) for one in found if not may_offer(one)]


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


def _fitting(one: ListDefinition) -> Iterator[Procedure]:
    for procedure in policies().procedures(timezone.localdate()):
        if procedure.kind in KINDS and is_for(procedure.kind, one.colour):
            yield procedure
