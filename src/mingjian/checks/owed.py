"""Feedback that is owed: answered checks with measures and nothing reported back yet."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, LiteralString

from django.db import connection
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import decide, grants_with, require
from mingjian.accounts.scope import Scope, units_for
from mingjian.checks.receipt import Receipt

LARGEST_PAGE: Final = 500
_OWED: Final[LiteralString] = """
SELECT a.entry_id, e.body::json->>'digest', a.unit_id, a.actor, a.subject_id, a.matter, a.asked_on,
  a.due_on, a.restrains, a.favours, coalesce(a.due_on < %s::date, false)
FROM checks_awaited a JOIN evidence_entry e ON e.id = a.entry_id
WHERE NOT EXISTS (SELECT FROM checks_feedback f WHERE f.entry_id = a.entry_id)
  AND (%s::text[] IS NULL OR a.unit_id = ANY (%s::text[]) OR a.actor = %s::text)
ORDER BY a.unit_id, a.entry_id LIMIT %s::int
"""


@dataclass(frozen=True, slots=True)
class Owed:
    """A check without feedback. `due_on` None: the packs set no deadline; `overdue` by today."""

    receipt: str
    unit: str
    actor: str
    subject_id: int
    matter: str
    asked_on: date
    due_on: date | None
    restrains: bool
    favours: bool
    overdue: bool


def owed(actor: Actor, *, limit: int = 100) -> list[Owed]:
    """What the actor, his unit, or (for who oversees) any unit owes; by unit, oldest first.

    Raises:
        UnderRule: he neither reports feedback nor oversees.
    """
    units = reach(actor)
    with connection.cursor() as cursor:
        most = max(1, min(limit, LARGEST_PAGE))
        cursor.execute(_OWED, [timezone.localdate(), units, units, own(actor), most])
        return [_owed(row) for row in cursor.fetchall()]


def reach(actor: Actor) -> list[str] | None:
    """The units whose checks he may follow; None means all. Raises as `owed`."""
    if decide(actor, "case.oversee").allowed:
        right = "case.oversee"
    else:
        require(actor, "check.feedback")
        right = "check.feedback"
    units = units_for(actor, right)
    return None if units is None else sorted(units)


def own(actor: Actor) -> str | None:
    """His own id, where his right reaches what he did himself."""
    mine = any(scope is Scope.SELF for _, scope in grants_with(actor, "check.feedback"))
    return actor.id if mine else None


def _owed(row: tuple[Any, ...]) -> Owed:
    entry, digest, *plain = row
    return Owed(str(Receipt.of(entry, digest)), *plain)
