"""Ask: one round trip to the database that answers and writes the log entry, or does neither."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import DatabaseError, OperationalError, connection
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.clients import hash_of, items_to_check
from mingjian.accounts.decide import decide
from mingjian.checks.answer import Answer, Awaited
from mingjian.checks.bearing import bearing
from mingjian.checks.due import feedback_due
from mingjian.checks.labels import seen_in
from mingjian.checks.problems import NoRightForMatter
from mingjian.checks.request import CheckRequest
from mingjian.checks.statement import ASK
from mingjian.evidence.append import canonical
from mingjian.evidence.fresh import seal_limit
from mingjian.evidence.problems import LogNotSealed, LogUnavailable
from mingjian.kernel.problem import Problem, SignInFirst
from mingjian.policy.standing import policies

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ask:
    """A checked request and who makes it: a key as presented, or an actor already known."""

    request: CheckRequest
    by: str | Actor


def ask(actor: Actor, request: CheckRequest) -> Answer:
    """Answer for a person or system already known.

    Raises:
        InvalidCode, NotAMatter, NotAPurpose, CaseMissing: (422) the request is not one.
        NoRightForMatter: (403) logged.
        LogNotSealed, LogUnavailable: (503) without the log there is no answer.
    """
    return _only(ask_many([Ask(request.checked(), actor)]))


def ask_with_key(key: str, request: CheckRequest) -> Answer:
    """Answer for the client whose key this is; the key is looked up in the same statement.

    Raises:
        SignInFirst: (401) nobody has this key; that is not logged, for nobody asked.
        As `ask` otherwise.
    """
    return _only(ask_many([Ask(request.checked(), key)]))


def ask_many(asks: Sequence[Ask]) -> list[Answer | Problem]:
    """Answer several checked requests by one statement; each has its answer or its problem."""
    rows = _run(parameters(asks))
    return [_result(one, row) for one, row in zip(asks, rows, strict=True)]


def parameters(asks: Sequence[Ask]) -> list[Any]:
    """The statement's parameters: the questions, what bears on their matters, the sealing limit."""
    today = timezone.localdate()
    given = [_row(number, one, today) for number, one in enumerate(asks)]
    matters = bearing(one.request.matter for one in asks)
    return [json.dumps(given, ensure_ascii=False), matters, seal_limit()]


def _only(results: list[Answer | Problem]) -> Answer:
    (result,) = results
    if isinstance(result, Problem):
        raise result
    return result


def _row(n: int, one: Ask, today: date) -> dict[str, Any]:
    on = one.request.on or today
    return {
        "n": n,
        "code": one.request.code,
        "matter": one.request.matter,
        "on": on.isoformat(),
        "today": today.isoformat(),
        "due": _text(feedback_due(today)),
        "asked": question_text(one.request, on),
        **_asker(one),
    }


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def question_text(request: CheckRequest, on: date, *, batch: int | None = None) -> str:
    """The question in the canonical JSON of the log; `editions` are the packs in use."""
    asked = {
        "at": timezone.now().isoformat(timespec="milliseconds"),
        "case": request.case,
        "code": request.code,
        "editions": [edition.label for edition in policies().editions.values()],
        "matter": request.matter,
        "on": on.isoformat(),
        "purpose": request.purpose,
    }
    return canonical(asked if batch is None else {**asked, "batch": batch})


def _asker(one: Ask) -> dict[str, str]:
    if isinstance(one.by, str):
        return {"key": hash_of(one.by).hex()}
    items = sorted(items_of(one.by, one.request.matter))
    return {"who": one.by.id, "unit": one.by.unit_id, "items": ",".join(items)}


def items_of(actor: Actor, matter: str) -> frozenset[str]:
    """The items an actor may see in this matter; none at all makes the statement refuse."""
    if actor.is_client:
        return items_to_check(actor, matter)
    if not decide(actor, "check.ask", unit_id=actor.unit_id, owner=actor.id).allowed:
        return frozenset()
    return frozenset(item.id for item in policies().items(timezone.localdate()))


def _run(given: list[Any]) -> list[tuple[Any, ...]]:
    try:
        return _execute(given)
    except DatabaseError as error:
        _log.exception("a check could not be answered")
        raise LogUnavailable(what="evidence") from error


def _execute(given: list[Any]) -> list[tuple[Any, ...]]:
    """Once more on a fresh connection when the old one had died while it was idle."""
    try:
        return _fetch(given)
    except OperationalError:
        if connection.in_atomic_block or not _has_died():
            raise
        connection.close()
        return _fetch(given)


def _fetch(given: list[Any]) -> list[tuple[Any, ...]]:
    # Django's own check of an idle connection is a second round trip; `_execute` makes up for it.
    connection.health_check_done = True  # type: ignore[attr-defined]  # the stubs lack it
    with connection.cursor() as cursor:
        cursor.execute(ASK, given)
        return list(cursor.fetchall())


def _has_died() -> bool:
    return connection.connection is not None and bool(connection.connection.closed)


def _result(one: Ask, row: tuple[Any, ...]) -> Answer | Problem:
    outcome, actor, text, digest, seen, entry, sealed, awaited = row
    if outcome == "unknown_key":
        return SignInFirst()
    if not sealed:
        return LogNotSealed(what="evidence", limit=seal_limit())
    if outcome == "refused":
        matter = one.request.matter
        return NoRightForMatter(rule=f"client_right.{matter}", matter=matter, entry=entry)
    due = None if awaited is None else Awaited(awaited or None)
    return Answer(entry, actor, outcome, digest, text, seen_in(seen), due)
