"""Replay: make the answer of a receipt once more, from what the log entry says it was made of.

The entry names the versions of the records, the name's row and the state of the subject; the ledger
and the registry never overwrite these. So the replay gives the same text, and the same digest, at
any later time; when it does not, the data behind the answer were tampered with.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.checks.answer import Answer, Awaited
from mingjian.checks.labels import Seen
from mingjian.checks.models import Awaited as AwaitedRow
from mingjian.checks.problems import NoSuchReceipt
from mingjian.checks.receipt import Receipt
from mingjian.checks.sql.again import AGAIN
from mingjian.evidence.append import append, canonical
from mingjian.evidence.problems import NoSuchEntry
from mingjian.evidence.read import EntryView, entries_of, entry


@dataclass(frozen=True, slots=True)
class Logged:
    """A check as its log entry tells it."""

    receipt: Receipt
    actor: str
    unit: str
    at: datetime
    subject_id: int | None
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Replay:
    """The answer made again; `agrees`: its digest is the one in the log."""

    answer: Answer
    agrees: bool
    at: datetime
    unit: str

    def document(self) -> dict[str, Any]:
        """The answer's document with what the replay found."""
        return self.answer.document() | {"agrees": self.agrees, "answered_at": self.at.isoformat()}


def logged(receipt: str) -> Logged:
    """The check that has this receipt.

    Raises:
        NoSuchReceipt: (404) no answered check has it, to the last character.
    """
    number = Receipt.read(receipt)
    try:
        found = entry(number.entry)
    except NoSuchEntry as error:
        raise NoSuchReceipt(receipt=receipt[:40]) from error
    return _matching(number, found)


def logged_each(receipts: Collection[str]) -> dict[str, Logged | NoSuchReceipt]:
    """As `logged`, of many with one statement; what is no receipt of a check comes as such."""
    numbers = {one: _read(one) for one in receipts}
    found = entries_of({one.entry for one in numbers.values() if one is not None})
    return {one: _told(one, number, found) for one, number in numbers.items()}


def replay(receipt: str, actor: Actor) -> Replay:
    """The answer of a receipt, made again for the one who asked (or his unit, by scope); logged.

    Raises:
        NoSuchReceipt: (404) no answered check has this receipt.
        UnderRule: (403) it is somebody else's.
    """
    check = logged(receipt)
    require(actor, "check.ask", unit_id=check.unit, owner=check.actor)
    with transaction.atomic():
        text, digest = _again(check.body)
        agrees = digest == check.body["digest"]
        body = {"agrees": agrees, "receipt": str(check.receipt)}
        append("check.replayed", actor=actor.id, body=body, subject_id=check.subject_id)
    answer = _answer(check, text, digest)
    return Replay(answer, agrees, check.at, check.unit)


def _matching(number: Receipt, found: EntryView) -> Logged:
    """The check of this entry, when it was answered and the receipt is its own."""
    body = found.body
    if found.kind != "check.asked" or body["outcome"] == "refused":
        raise NoSuchReceipt(receipt=str(number))
    if not str(body["digest"]).startswith(number.mark):
        raise NoSuchReceipt(receipt=str(number))
    return Logged(number, found.actor, body["unit"], found.at, found.subject_id, body)


def _read(receipt: str) -> Receipt | None:
    try:
        return Receipt.read(receipt)
    except NoSuchReceipt:
        return None


def _told(
    given: str, number: Receipt | None, found: Mapping[int, EntryView]
) -> Logged | NoSuchReceipt:
    if number is None or number.entry not in found:
        return NoSuchReceipt(receipt=given[:40])
    try:
        return _matching(number, found[number.entry])
    except NoSuchReceipt as problem:
        return problem


def _again(body: Mapping[str, Any]) -> tuple[str, str]:
    subject = None if body["subject"] is None else canonical(body["subject"])
    fixed = [canonical(body["asked"]), canonical(body["marks"]), body["outcome"], subject]
    numbers = [body["adverse"], body["entries"], body["shielded"], body["measures"]]
    steps = ",".join(canonical(step) for step in body["steps"])
    given = [*fixed, body["name"], *_columns(body["records"]), *numbers]
    with connection.cursor() as cursor:
        cursor.execute(AGAIN, [*given, *_columns(body["attached"]), steps])
        text, digest = cursor.fetchone()
    return text, digest


def _columns(pairs: list[list[Any]]) -> tuple[list[Any], list[Any]]:
    return [first for first, _ in pairs], [second for _, second in pairs]


def _answer(check: Logged, text: str, digest: str) -> Answer:
    entry_id, outcome = check.receipt.entry, check.body["outcome"]
    row = AwaitedRow.objects.filter(pk=entry_id).first()
    due = None if row is None else Awaited(None if row.due_on is None else row.due_on.isoformat())
    return Answer(entry_id, check.actor, outcome, digest, text, _seen(json.loads(text)), due)


def _seen(told: dict[str, Any]) -> Seen:
    """Every code in the answer that has a name."""
    things = [*told["records"], *told["adverse"], *told["entries"], *told["measures"]]
    named = {
        (kind, one[kind]) for one in things for kind in ("item", "unit", "list") if kind in one
    }
    return frozenset(named | {("measure", one["id"]) for one in told["measures"]})
