"""Remind units of feedback that is owed (催报): a notice in their inbox, once a day at most."""

from dataclasses import dataclass
from datetime import date
from typing import Final, LiteralString

from django.db import connection, transaction
from django.utils import timezone

from mingjian.accounts.actor import Actor, system
from mingjian.accounts.decide import require
from mingjian.checks.models import Chased
from mingjian.checks.problems import NothingOwed
from mingjian.evidence.append import append
from mingjian.papers.draft import Addressee, Draft
from mingjian.papers.make import make
from mingjian.papers.send import send
from mingjian.policy.standing import policies

ACTOR: Final = system("checks")
CREDIT_OFFICE: Final = "区信用办"
_TITLE: Final = "信用核查应用反馈催报"
_TURN: Final = "SELECT pg_advisory_xact_lock(hashtextextended('checks.chase', 0))"
_LEFT: Final[LiteralString] = """
SELECT a.unit_id, count(*), min(a.due_on), min(a.asked_on), max(a.entry_id)
FROM checks_awaited a
WHERE NOT EXISTS (SELECT FROM checks_feedback f WHERE f.entry_id = a.entry_id)
  AND a.unit_id <> '' AND (%s::text IS NULL OR a.unit_id = %s::text)
  AND (%s::date IS NULL OR a.due_on < %s::date AND a.entry_id > coalesce(
    (SELECT max(c.last_entry) FROM checks_chased c WHERE c.unit_id = a.unit_id), 0))
GROUP BY a.unit_id ORDER BY a.unit_id
"""


@dataclass(frozen=True, slots=True)
class _Left:
    unit: str
    checks: int
    due_on: date | None
    since: date
    last_entry: int


def chase() -> int:
    """Remind each unit of checks whose feedback is overdue and was not asked for yet; how many.

    Where the packs set no deadline nothing is ever overdue: then `remind` is for the office.

    Raises:
        LogUnavailable: the units from there on were not reminded.
    """
    today = timezone.localdate()
    return sum(_remind(one, ACTOR, today) for one in _left(None, today))


def remind(unit_id: str, actor: Actor) -> int:
    """Remind one unit of all feedback that it owes; the number of checks.

    Raises:
        UnderRule: only who oversees may.
        NothingOwed: the unit owes none.
        LogUnavailable: the unit was not reminded.
    """
    require(actor, "case.oversee", unit_id=unit_id)
    for one in _left(unit_id, None):
        _remind(one, actor, timezone.localdate())
        return one.checks
    raise NothingOwed(unit=unit_id)


def _left(unit_id: str | None, overdue_on: date | None) -> list[_Left]:
    with connection.cursor() as cursor:
        cursor.execute(_LEFT, [unit_id, unit_id, overdue_on, overdue_on])
        return [_Left(*row) for row in cursor.fetchall()]


@transaction.atomic
def _remind(left: _Left, actor: Actor, today: date) -> bool:
    """Once a day for a unit, whoever reminds; the second one finds it done."""
    with connection.cursor() as cursor:
        cursor.execute(_TURN)
    if Chased.objects.filter(unit_id=left.unit, on=today).exists():
        return False
    paper = make(Draft("report", _TITLE, actor.id, _office(), facts=_facts(left)))
    notice = send(paper.id, Addressee(unit_id=left.unit), "inbox", actor=actor.id)
    body = {"unit": left.unit, "checks": left.checks, "notice": notice.id}
    append("feedback.chased", actor=actor.id, body=body)
    Chased.objects.create(
        unit_id=left.unit,
        due_on=left.due_on,
        checks=left.checks,
        last_entry=left.last_entry,
        notice_id=notice.id,
        on=today,
    )
    return True


def _facts(left: _Left) -> dict[str, object]:
    told = f"自{left.since}起，贵单位有 {left.checks} 次信用核查的答复含有奖惩措施，"
    told += "尚未反馈应用结果。"
    if left.due_on is not None:
        told += f"其中最早的反馈期限为{left.due_on}。"
    return {"paragraphs": [told, "请在“待反馈核查”中逐一反馈。"]}


def _office() -> str:
    """The credit office as the packs name it; its name where they have no such unit."""
    found = policies().unit_named(CREDIT_OFFICE)
    return CREDIT_OFFICE if found is None else found.id
