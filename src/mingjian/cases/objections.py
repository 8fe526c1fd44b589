"""One open objection against one thing: a second one joins the first, it does not begin anew."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import connection

from mingjian.accounts.actor import Actor
from mingjian.cases.about import TARGETS
from mingjian.cases.models import Case
from mingjian.cases.problems import ObjectionOpen
from mingjian.cases.reach import reach

_TURN: Final = """
SELECT pg_advisory_xact_lock(
  hashtextextended(concat_ws(chr(31), 'cases.objection', %s::text, %s::text), 0))
"""


@dataclass(frozen=True, slots=True)
class OpenObjection:
    """The case in which an objection is dealt with."""

    id: int
    number: str


def open_objection(about: str, number: str) -> Case | None:
    """The objection against a thing that is not decided yet; None when there is none.

    What was closed stands in nobody's way: neither the ordinance (浙江条例 30, 31) nor a procedure
    of the packs limits how often one may object.
    """
    found = Case.objects.filter(kind="objection", about=about, closed_on=None)
    return found.filter(about_id=plain_number(about, number)).order_by("pk").first()


def objection_seen(actor: Actor, about: str, number: str) -> OpenObjection | None:
    """The same, where it is within the actor's reach."""
    found = open_objection(about, number)
    if found is None or not reach(actor).filter(pk=found.pk).exists():
        return None
    return OpenObjection(found.pk, found.number)


def require_first(case: Case) -> None:
    """Go on only when no objection against the same thing is open, and keep others waiting.

    Raises:
        ObjectionOpen: one is; it is named.
    """
    if case.kind != "objection" or case.about not in TARGETS:
        return
    with connection.cursor() as cursor:
        cursor.execute(_TURN, [case.about, case.about_id])
    first = open_objection(case.about, case.about_id)
    if first is not None:
        raise ObjectionOpen(case=first.pk, number=first.number)


def plain_number(about: str, number: str) -> str:
    """The number as a case has it: one way of writing, or one thing would be two."""
    plain = number.strip()
    if about == "record":
        return str(UUID(plain))
    return plain.lstrip("0") if about in TARGETS else plain
