"""Answer one part of a batch: answers, log entries and the part's own row, or nothing of it."""

import json
import logging
from collections.abc import Sequence
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.checks.ask import items_of, question_text
from mingjian.checks.batch.counts import counted
from mingjian.checks.batch.results import Result, results_of, written
from mingjian.checks.batch.statement import ASK_SET
from mingjian.checks.bearing import bearing
from mingjian.checks.due import feedback_due
from mingjian.checks.models import Batch, Part
from mingjian.checks.request import CheckRequest
from mingjian.evidence.fresh import seal_limit
from mingjian.evidence.problems import LogNotSealed, LogUnavailable

_log = logging.getLogger(__name__)
_PLACE = "\x00"


def answer_part(batch: Batch, number: int, codes: Sequence[str], actor: Actor) -> list[Result]:
    """Answer, log and keep the results of these codes in one transaction.

    Raises:
        LogNotSealed, LogUnavailable: (503) nothing was answered.
        IntegrityError: somebody else answered this part; then this answer never was.
    """
    given = [json.dumps(_shared(batch, actor)), list(codes), bearing([batch.matter]), seal_limit()]
    with transaction.atomic():
        results = results_of(codes, _rows(given))
        Part.objects.create(
            batch=batch,
            number=number,
            subjects=len(codes),
            results=written(results),
            counts=counted(results),
        )
    return results


def _rows(given: list[Any]) -> list[tuple[Any, ...]]:
    try:
        with connection.cursor() as cursor:
            cursor.execute(ASK_SET, given)
            rows = cursor.fetchall()
    except DatabaseError as error:
        _log.exception("a part of a batch could not be answered")
        raise LogUnavailable(what="evidence") from error
    if rows[0][1] is None:
        raise LogNotSealed(what="evidence", limit=seal_limit())
    return list(rows)


def _shared(batch: Batch, actor: Actor) -> dict[str, Any]:
    """What all questions of the part share; their text in the log differs by the code alone."""
    today = timezone.localdate()
    due = feedback_due(today)
    request = CheckRequest(_PLACE, batch.matter, batch.purpose, batch.case, batch.on)
    head, _, tail = question_text(request, batch.on, batch=batch.pk).partition(json.dumps(_PLACE))
    return {
        "who": actor.id,
        "unit": batch.unit_id,
        "items": ",".join(sorted(items_of(actor, batch.matter))),
        "matter": batch.matter,
        "on": batch.on.isoformat(),
        "today": today.isoformat(),
        "due": None if due is None else due.isoformat(),
        "head": f'{head}"',
        "tail": f'"{tail}',
    }
