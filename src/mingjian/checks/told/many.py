"""Report what was decided after many checks: each by itself, good ones stay, the others say why."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.db import connection, transaction

from mingjian.accounts.actor import Actor
from mingjian.bulk.answers.at_once import AT_ONCE, in_parts
from mingjian.checks.models import Feedback
from mingjian.checks.problems import ToldTwice
from mingjian.checks.replay import Logged, logged_each
from mingjian.checks.told.given import Came, Told, plain
from mingjian.checks.told.row import entry_of, prepared
from mingjian.evidence.append import append_many
from mingjian.kernel.problem import Problem

_TURN: Final = """
SELECT pg_advisory_xact_lock(hashtextextended(concat_ws(chr(31), 'checks.report', %s::text), 0))
"""
Good = tuple[Logged, Feedback]


@transaction.atomic
def report_each(actor: Actor, given: Iterable[Told]) -> dict[str, Came]:
    """What became of the report about each check, by its receipt.

    The same report twice is one; a check told of differently is told of by none. What was reported
    already, as it is, stays and is no problem; another report corrects it. Of one unit's checks one
    reports at a time, so that two who say the same report it once.

    Raises:
        LogUnavailable: nothing was reported.
    """
    reports, judged = _by_receipt(given), dict[str, Good | Problem]()
    for receipts in in_parts(reports, AT_ONCE):
        found = logged_each(receipts)
        judged |= {one: _judged(actor, found[one], reports[one]) for one in receipts}
    good = {one: row for one, row in judged.items() if not isinstance(row, Problem)}
    came: dict[str, Came] = {one: row for one, row in judged.items() if isinstance(row, Problem)}
    _take_turns({check.unit for check, _ in good.values()})
    for receipts in in_parts(good, AT_ONCE):
        came |= _written({one: good[one] for one in receipts})
    return {one: came[one] for one in reports}


def counted(came: Iterable[Came]) -> dict[str, int]:
    """How many were recorded, corrected, unchanged, refused."""
    names = ("recorded", "corrected", "unchanged", "refused")
    found = Counter("refused" if isinstance(one, Problem) else one for one in came)
    return {name: found[name] for name in names}


def _take_turns(units: Iterable[str]) -> None:
    """In one order for everybody, so that nobody waits for one who waits for him."""
    with connection.cursor() as cursor:
        for unit in sorted(units):
            cursor.execute(_TURN, [unit])


def _by_receipt(given: Iterable[Told]) -> dict[str, list[Told]]:
    reports: defaultdict[str, list[Told]] = defaultdict(list)
    for one in given:
        known = reports[plain(one.receipt)]
        if not any(_said(one) == _said(other) for other in known):
            known.append(one)
    return reports


def _said(one: Told) -> tuple[object, ...]:
    return one.outcome, one.decided_on, one.note


def _judged(actor: Actor, check: Logged | Problem, told: Sequence[Told]) -> Good | Problem:
    if isinstance(check, Problem):
        return check
    one = told[0]
    try:
        row = prepared(check, one.outcome, actor, decided_on=one.decided_on, note=one.note)
    except Problem as problem:
        return problem
    return ToldTwice(receipt=str(check.receipt)) if len(told) > 1 else (check, row)


def _written(good: Mapping[str, Good]) -> dict[str, Came]:
    known = _latest([row.entry_id for _, row in good.values()])
    came: dict[str, Came] = {}
    new: list[Good] = []
    for receipt, (check, row) in good.items():
        before = known.get(row.entry_id)
        if before is not None and _same(before, row):
            came[receipt] = "unchanged"
            continue
        came[receipt] = "recorded" if before is None else "corrected"
        new.append((check, row))
    _store(new)
    return came


def _store(new: Sequence[Good]) -> None:
    numbers = append_many(entry_of(check, row) for check, row in new)
    for (_, row), number in zip(new, numbers, strict=True):
        row.logged_as = number
    Feedback.objects.bulk_create([row for _, row in new])


def _latest(entries: Sequence[int]) -> dict[int, Feedback]:
    rows = Feedback.objects.filter(entry_id__in=entries).order_by("entry_id", "-id")
    return {row.entry_id: row for row in rows.distinct("entry_id")}


def _same(one: Feedback, other: Feedback) -> bool:
    names = ("outcome", "decided_on", "note")
    return all(getattr(one, name) == getattr(other, name) for name in names)
