"""Joint cases (联合奖惩案例): checks whose measures were followed, as their feedback says."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, LiteralString

from django.db import connection

from mingjian.accounts.actor import Actor
from mingjian.checks.outcome import Outcome
from mingjian.checks.owed import WITHIN, scope
from mingjian.checks.receipt import Receipt

RESTRAINED: Final = (Outcome.REFUSED, Outcome.CONDITIONS, Outcome.DEFERRED)
"""What was decided against, or with conditions, where the answer held a restraint."""
FAVOURED: Final = (Outcome.EASED,)
"""What was made easier, where the answer held an incentive."""
# Every measure that the answer held, however it came to be in it: the entry keeps their numbers.
_MEASURES: Final[LiteralString] = """
(SELECT coalesce(array_agg(id ORDER BY id), '{}') FROM (
  SELECT g.measure_id AS id FROM json_array_elements_text(e.body::json->'measures') one (number)
  JOIN effects_measure g ON g.id = one.number::bigint
  UNION SELECT t.measure_id FROM json_array_elements(e.body::json->'attached') one (pair)
  JOIN effects_attached t ON t.id = (one.pair->>1)::bigint
  UNION SELECT one.step->>'id' FROM json_array_elements(e.body::json->'steps') one (step)) held)"""
_CASES: Final[LiteralString] = f"""
SELECT a.entry_id, e.body::json->>'digest', a.unit_id, a.actor, a.subject_id, a.matter, a.asked_on,
  f.outcome, f.decided_on,
  a.restrains AND f.outcome = ANY (%(against)s), a.favours AND f.outcome = ANY (%(for)s),
  {_MEASURES}
FROM checks_awaited a JOIN evidence_entry e ON e.id = a.entry_id
CROSS JOIN LATERAL (
  SELECT outcome, decided_on FROM checks_feedback WHERE entry_id = a.entry_id
  ORDER BY id DESC LIMIT 1) f
WHERE f.decided_on >= %(since)s::date AND f.decided_on < %(until)s::date AND {WITHIN}
  AND (a.restrains AND f.outcome = ANY (%(against)s) OR a.favours AND f.outcome = ANY (%(for)s))
ORDER BY a.entry_id DESC
"""  # noqa: S608 - fixed parts


@dataclass(frozen=True, slots=True)
class JointCase:
    """A check with what was decided after it, in the latest report.

    `measures`: ids of the measures that the answer held, of either nature.
    """

    receipt: str
    unit: str
    actor: str
    subject_id: int
    matter: str
    asked_on: date
    outcome: str
    decided_on: date
    restraint: bool
    incentive: bool
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JointCases:
    """Cases decided from a day up to but without another; `cases` are the newest of them."""

    restraints: int
    incentives: int
    cases: tuple[JointCase, ...]


def joint_cases(actor: Actor, since: date, until: date, *, limit: int | None = 100) -> JointCases:
    """The joint cases within the actor's reach; all of them where there is no limit.

    Raises:
        UnderRule: he neither reports feedback nor oversees.
    """
    asked = {"since": since, "until": until, "against": _values(RESTRAINED)}
    with connection.cursor() as cursor:
        cursor.execute(_CASES, scope(actor) | asked | {"for": _values(FAVOURED)})
        found = [_case(row) for row in cursor.fetchall()]
    return JointCases(
        restraints=sum(one.restraint for one in found),
        incentives=sum(one.incentive for one in found),
        cases=tuple(found[:limit]),
    )


def _values(outcomes: tuple[Outcome, ...]) -> list[str]:
    return [str(one) for one in outcomes]


def _case(row: tuple[Any, ...]) -> JointCase:
    entry, digest, *plain, measures = row
    columns: Any = (str(Receipt.of(entry, digest)), *plain, tuple(measures))
    return JointCase(*columns)
