"""Open the questions of a file, and close those that a corrected row has made idle."""

import json
from typing import Final

import duckdb
import pyarrow as pa
from django.db import connection
from django.utils import timezone

from mingjian.evidence.append import Entry, append_many
from mingjian.intake import sql
from mingjian.intake.models import Question, Submission
from mingjian.intake.shape import match_key, payload
from mingjian.intake.spool import Spool
from mingjian.policy.schema import CatalogueItem
from mingjian.policy.standing import policies
from mingjian.registry.copying import copy_in

WORKING_DAYS: Final = 5
"""Until an answer is due: a house value, no legal deadline is known."""
_COLUMNS: Final = (
    "submission_id, row_no, item, kind, code, name, subject_id, record_id, payload, proposals, "
    "match_key, owner_unit, due_on, asked_at, answer, answered_by, reason"
)
_PROPOSED: Final = pa.schema([("name", pa.string()), ("proposals", pa.string())])
_OPENED: list[tuple[str, pa.DataType]] = [
    ("id", pa.int64()),
    ("match_key", pa.string()),
    ("record_id", pa.string()),
]
_OPEN: Final = pa.schema(_OPENED)


def ask(
    con: duckdb.DuckDBPyConnection, spool: Spool, item: CatalogueItem, submission: Submission
) -> None:
    """Open a question for each held row, in the caller's transaction."""
    if not submission.held:
        return
    con.register("proposed", _proposed(spool))
    now = timezone.now()
    facts = {
        "submission": submission.pk,
        "item": item.id,
        "unit": submission.unit_id,
        "due": policies().calendar().add(timezone.localdate(now), WORKING_DAYS).day,
        "now": now.isoformat(),
    }
    rows = sql.batches(con, _held(item), facts)
    with connection.cursor() as cursor:
        copy_in(cursor, f"intake_question ({_COLUMNS})", rows)
    con.unregister("proposed")
    _log_opened(submission)


def close_resent(
    con: duckdb.DuckDBPyConnection, item: CatalogueItem, submission: Submission
) -> None:
    """Close earlier questions of the unit whose rows this file brings again, better or not."""
    waiting = Question.objects.filter(
        answered_at=None, item=item.id, submission__unit_id=submission.unit_id
    ).exclude(submission=submission)
    known = [
        {
            "id": q.pk,
            "match_key": q.match_key,
            "record_id": q.record_id.hex if q.record_id else None,
        }
        for q in waiting.only("id", "match_key", "record_id")
    ]
    if not known:
        return
    con.register("waiting", pa.Table.from_pylist(known, _OPEN))
    ids = [number for (number,) in con.execute(_resent(item)).fetchall()]
    con.unregister("waiting")
    _close(ids, submission)


def _close(ids: list[int], submission: Submission) -> None:
    # Somebody may be answering one of them just now: then his answer stands.
    waiting = Question.objects.filter(pk__in=ids, answered_at=None).order_by("pk")
    closed = list(waiting.select_for_update(no_key=True).values_list("pk", flat=True))
    Question.objects.filter(pk__in=closed).update(
        answer=Question.Answer.RESENT,
        answered_at=timezone.now(),
        answered_by=submission.actor,
        reason=f"批次 {submission.pk} 已重新报送",
    )
    append_many(
        Entry(
            "question.answered",
            submission.actor,
            {"question": number, "answer": "resent", "submission": submission.pk},
        )
        for number in closed
    )


def _log_opened(submission: Submission) -> None:
    opened = Question.objects.filter(submission=submission).order_by("row_no")
    append_many(
        Entry(
            "question.opened",
            submission.actor,
            {"question": pk, "submission": submission.pk, "row": row_no, "kind": kind},
            subject_id,
        )
        for pk, row_no, kind, subject_id in opened.values_list("pk", "row_no", "kind", "subject_id")
    )


def _proposed(spool: Spool) -> pa.Table:
    known = json.loads(spool.proposals.read_text(encoding="utf-8"))
    rows = [
        {"name": name, "proposals": json.dumps(found, ensure_ascii=False)}
        for name, found in known.items()
    ]
    return pa.Table.from_pylist(rows, _PROPOSED)


def _held(item: CatalogueItem) -> str:
    code, name = sql.name(item.subject.code), sql.name(item.subject.name)
    return f"""
SELECT $submission, t.row_no, $item,
  CASE WHEN t._coded THEN 'name-disagrees' ELSE 'no-code' END,
  coalesce(t.{code}, ''), coalesce(t.{name}, ''), s.subject_id,
  CASE WHEN t._coded THEN t._record_id END, {payload(item)}, coalesce(p.proposals, '[]'),
  {match_key(item)}, $unit, $due, $now, '', '', ''
FROM typed t LEFT JOIN apart a USING (row_no)
LEFT JOIN subject s ON t._coded AND s.code = t.{code}
LEFT JOIN proposed p ON p.name = t.{name}
WHERE coalesce(a.verdict, t._verdict) = 'held' ORDER BY t.row_no
"""  # noqa: S608 - names are quoted by sql.name


def _resent(item: CatalogueItem) -> str:
    return f"""
SELECT DISTINCT w.id FROM waiting w JOIN (
  SELECT {match_key(item)} AS match_key, t._record_id AS record_id
  FROM typed t LEFT JOIN apart a USING (row_no)
  WHERE coalesce(a.verdict, t._verdict) IN ('good', 'held')
) r ON w.match_key = r.match_key OR w.record_id = r.record_id
"""  # noqa: S608 - names are quoted by sql.name
