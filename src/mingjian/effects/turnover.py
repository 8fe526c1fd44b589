"""How many entries came and went in a period: told by dates, so that an expiry is an exit too."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection

from mingjian.accounts.actor import Actor
from mingjian.accounts.scope import units_for

RIGHT: Final = "effect.read"
# `until`: the first day without the entry, by its term or by an end, whichever came first.
_HELD: Final = """
WITH held AS (
  SELECT e.subject_id, lower(e.holds) AS since, s.status,
    least(upper(e.holds), e.ended_on) AS until,
    e.ended_on IS NULL OR e.ended_on > upper(e.holds) AS by_term,
    e.list_id = ANY (%(lists)s::text[]) AS wanted
  FROM effects_entry e JOIN registry_subject s ON s.id = e.subject_id
  WHERE (%(units)s::text[] IS NULL OR e.unit_id = ANY (%(units)s::text[]))
    AND (e.ended_on IS NULL OR e.ended_on > lower(e.holds)))
"""
_COUNTS: Final = """
SELECT count(*) FILTER (WHERE since BETWEEN %(since)s AND %(until)s),
  count(*) FILTER (WHERE until BETWEEN %(since)s AND %(until)s),
  count(*) FILTER (WHERE until BETWEEN %(since)s AND %(until)s AND by_term)
FROM held
"""
_LISTED: Final = """
SELECT subject_id, status, bool_or(coalesce(until <= %(until)s, false)) FROM held
WHERE wanted AND since <= %(until)s AND (until IS NULL OR until >= %(since)s)
GROUP BY subject_id, status ORDER BY subject_id
"""


@dataclass(frozen=True, slots=True)
class Turnover:
    """Entries of a period: made, left, and how many of those left because their term ended."""

    entered: int
    left: int
    expired: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A subject that stood on one of the lists in a period; `left`: on one of them no more."""

    subject_id: int
    status: str
    left: bool


def turnover(since: date, until: date, actor: Actor) -> Turnover:
    """Of the entries within the actor's reach; both days are included."""
    ((entered, left, expired),) = _ask(_COUNTS, since, until, actor, ())
    return Turnover(entered, left, expired)


def listed(since: date, until: date, actor: Actor, lists: Collection[str]) -> list[Listed]:
    """The subjects that stood on one of these lists in the period, with their register status."""
    return [Listed(*row) for row in _ask(_LISTED, since, until, actor, lists)]


def _ask(
    query: str, since: date, until: date, actor: Actor, lists: Collection[str]
) -> list[tuple[Any, ...]]:
    units = units_for(actor, RIGHT)
    facts: dict[str, Any] = {"since": since, "until": until, "lists": list(lists)}
    facts["units"] = None if units is None else sorted(units)
    with connection.cursor() as cursor:
        cursor.execute(_HELD + query, facts)
        return list(cursor.fetchall())
