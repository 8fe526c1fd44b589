"""Joint cases (联合奖惩案例): checks whose measures were followed, as their feedback says."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, LiteralString

from django.db import connection

from mingjian.accounts.actor import Actor
from mingjian.checks.outcome import Outcome
from mingjian.checks.owed import LARGEST_PAGE, own, reach
from mingjian.checks.receipt import Receipt

RESTRAINED: Final = (Outcome.REFUSED, Outcome.CONDITIONS, Outcome.DEFERRED)
"""What was decided against, or with conditions, where the answer held a restraint."""
FAVOURED: Final = (Outcome.EASED,)
"""What was made easier, where the answer held an incentive."""
_CASES: Final[LiteralString] = """
SELECT a.entry_id, e.body::json->>'digest', a.unit_id, a.subject_id, a.matter, a.asked_on,
  f.outcome, f.decided_on,
  a.restrains AND f.outcome = ANY (%s::text[]), a.favours AND f.outcome = ANY (%s::text[])
FROM checks_awaited a JOIN evidence_entry e ON e.id = a.entry_id
CROSS JOIN LATERAL (
  SELECT outcome, decided_on FROM checks_feedback WHERE entry_id = a.entry_id
  ORDER BY id DESC LIMIT 1) f
WHERE f.decided_on >= %s::date AND f.decided_on < %s::date
  AND (%s::text[] IS NULL OR a.unit_id = ANY (%s::text[]) OR a.actor = %s::text)
  AND (a.restrains AND f.outcome = ANY (%s::text[]) OR a.favours AND f.outcome = ANY (%s::text[]))
ORDER BY a.entry_id DESC
"""


@dataclass(frozen=True, slots=True)
class JointCase:
    """A check with what was decided after it, in the latest report."""

    receipt: str
    unit: str
    subject_id: int
    matter: str
    asked_on: date
    outcome: str
    decided_on: date
    restraint: bool
    incentive: bool


@dataclass(frozen=True, slots=True)
class JointCases:
    """Cases decided from a day up to but without another; `cases` are the newest of them."""

    restraints: int
    incentives: int
    cases: tuple[JointCase, ...]


def joint_cases(actor: Actor, since: date, until: date, *, limit: int = 100) -> JointCases:
    """The joint cases within the actor's reach.

    Raises:
        UnderRule: he neither reports feedback nor oversees.
    """
    units = reach(actor)
    outcomes = [[str(one) for one in RESTRAINED], [str(one) for one in FAVOURED]]
    with connection.cursor() as cursor:
        scope = [since, until, units, units, own(actor)]
        cursor.execute(_CASES, [*outcomes, *scope, *outcomes])
        found = [_case(row) for row in cursor.fetchall()]
    return JointCases(
        restraints=sum(one.restraint for one in found),
        incentives=sum(one.incentive for one in found),
        cases=tuple(found[: max(1, min(limit, LARGEST_PAGE))]),
    )


def _case(row: tuple[Any, ...]) -> JointCase:
    entry, digest, *plain = row
    return JointCase(str(Receipt.of(entry, digest)), *plain)
