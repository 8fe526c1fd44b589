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

LARGEST_PAGE: Final = 2000
OPEN: Final[LiteralString] = """
NOT EXISTS (SELECT FROM checks_feedback f WHERE f.entry_id = a.entry_id)"""
WITHIN: Final[LiteralString] = """
(%(units)s::text[] IS NULL OR a.unit_id = ANY (%(units)s::text[]) OR a.actor = %(own)s::text)"""
"""The awaited checks a within reach, by the parameters of `scope`."""
_OWED: Final[LiteralString] = f"""
SELECT a.entry_id, e.body::json->>'digest', a.unit_id, a.actor, a.subject_id, a.matter, a.asked_on,
  a.due_on, a.restrains, a.favours, coalesce(a.due_on < %(today)s::date, false)
FROM checks_awaited a JOIN evidence_entry e ON e.id = a.entry_id
WHERE {OPEN} AND {WITHIN}
  AND (%(unit)s::text = '' OR a.unit_id = %(unit)s::text)
  AND (NOT %(mine)s::bool OR a.actor = %(who)s::text)
  AND (NOT %(overdue)s::bool OR a.due_on < %(today)s::date)
  AND (%(batch)s::bigint IS NULL OR e.body::json->'asked'->>'batch' = %(batch)s::text)
ORDER BY a.unit_id, a.entry_id LIMIT %(most)s::int
"""  # noqa: S608 - fixed parts
_COUNTED: Final[LiteralString] = f"""
SELECT count(*), count(*) FILTER (WHERE a.actor = %(who)s::text),
  count(*) FILTER (WHERE a.unit_id = %(home)s::text),
  count(*) FILTER (WHERE a.due_on < %(today)s::date)
FROM checks_awaited a WHERE {OPEN} AND {WITHIN}
"""  # noqa: S608 - fixed parts


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


@dataclass(frozen=True, slots=True)
class Sought:
    """Which of it to list. `unit`: of one unit; `mine`: asked by the actor himself.

    `batch`: the number of the batch check in whose course it was asked.
    """

    unit: str = ""
    mine: bool = False
    overdue: bool = False
    batch: int | None = None


@dataclass(frozen=True, slots=True)
class OwedCounts:
    """How much is owed within reach: in all, by himself, by his unit, overdue."""

    all: int
    mine: int
    unit: int
    overdue: int


def owed(actor: Actor, sought: Sought | None = None, *, limit: int = 100) -> list[Owed]:
    """What the actor, his unit, or (for who oversees) any unit owes; by unit, oldest first.

    Raises:
        UnderRule: he neither reports feedback nor oversees.
    """
    wanted = sought or Sought()
    given: dict[str, object] = {"unit": wanted.unit, "mine": wanted.mine, "overdue": wanted.overdue}
    given |= {"batch": wanted.batch}
    with connection.cursor() as cursor:
        most = max(1, min(limit, LARGEST_PAGE))
        cursor.execute(_OWED, scope(actor) | given | {"most": most})
        return [_owed(row) for row in cursor.fetchall()]


def owed_counts(actor: Actor) -> OwedCounts:
    """How much that is. Raises as `owed`."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, scope(actor) | {"home": actor.unit_id})
        return OwedCounts(*cursor.fetchone())


def scope(actor: Actor) -> dict[str, Any]:
    """The parameters of `WITHIN`, with who asks and today. Raises as `owed`."""
    units = _reach(actor)
    return {"units": units, "own": _own(actor), "who": actor.id, "today": timezone.localdate()}


def _reach(actor: Actor) -> list[str] | None:
    """The units whose checks he may follow; None means all."""
    if decide(actor, "case.oversee").allowed:
        right = "case.oversee"
    else:
        require(actor, "check.feedback")
        right = "check.feedback"
    units = units_for(actor, right)
    return None if units is None else sorted(units)


def _own(actor: Actor) -> str | None:
    """His own id, where his right reaches what he did himself."""
    mine = any(scope is Scope.SELF for _, scope in grants_with(actor, "check.feedback"))
    return actor.id if mine else None


def _owed(row: tuple[Any, ...]) -> Owed:
    entry, digest, *plain = row
    return Owed(str(Receipt.of(entry, digest)), *plain)
