"""Which units owe feedback, how much of it, and when each was last reminded."""

from dataclasses import dataclass
from datetime import date
from typing import Final, LiteralString

from django.db import connection
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.checks.owed import OPEN, WITHIN, scope

_DEBTS: Final[LiteralString] = f"""
SELECT a.unit_id, count(*), count(*) FILTER (WHERE a.due_on < %(today)s::date), min(a.due_on),
  min(a.asked_on), (SELECT max(c."on") FROM checks_chased c WHERE c.unit_id = a.unit_id)
FROM checks_awaited a WHERE {OPEN} AND {WITHIN} AND a.unit_id <> ''
GROUP BY a.unit_id ORDER BY 3 DESC, 2 DESC, 1
"""  # noqa: S608 - fixed parts


@dataclass(frozen=True, slots=True)
class Debt:
    """What a unit owes: checks, of them overdue, the first last day, the oldest check."""

    unit: str
    checks: int
    overdue: int
    due_on: date | None
    since: date
    reminded_on: date | None

    @property
    def may_be_reminded(self) -> bool:
        """Once a day is enough."""
        return self.reminded_on != timezone.localdate()


def debts(actor: Actor) -> list[Debt]:
    """The units that owe, the most overdue first.

    Raises:
        UnderRule: only who oversees may know.
    """
    require(actor, "case.oversee")
    with connection.cursor() as cursor:
        cursor.execute(_DEBTS, scope(actor))
        return [Debt(*row) for row in cursor.fetchall()]
