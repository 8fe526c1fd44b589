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
from mingjian.effects.siblings import numbers_of
from mingjian.effects.target import Target

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
    of the packs limits how often one may object. Adverse information that came again on another day
    is the same thing under either number.
    """
    found = Case.objects.filter(kind="objection", about=about, closed_on=None)
    return found.filter(about_id__in=_numbers(about, number)).order_by("pk").first()


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
        cursor.execute(_TURN, [case.about, _numbers(case.about, case.about_id)[0]])
    first = open_objection(case.about, case.about_id)
    if first is not None:
        raise ObjectionOpen(case=first.pk, number=first.number)


def _numbers(about: str, number: str) -> list[str]:
    """All that it is or was known by, the oldest first, which no correction changes."""
    plain = plain_number(about, number)
    return numbers_of(Target(TARGETS[about], plain)) if about in TARGETS else [plain]


def plain_number(about: str, number: str) -> str:
    """The number as a case has it: one way of writing, or one thing would be two."""
    plain = number.strip()
    if about == "record":
        return str(UUID(plain))
    return plain.lstrip("0") if about in TARGETS else plain
