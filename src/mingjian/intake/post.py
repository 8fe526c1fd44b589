"""Post a linked file: subjects, records, questions and the submission's end, all or nothing."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import pyarrow as pa
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from mingjian.evidence.append import append
from mingjian.intake import sql
from mingjian.intake.asking import ask, close_resent
from mingjian.intake.models import Submission
from mingjian.intake.refusals import Cancelled
from mingjian.intake.registering import register
from mingjian.intake.shape import ready
from mingjian.intake.spool import Spool
from mingjian.intake.stage import Stage
from mingjian.ledger.lock import lock_item
from mingjian.ledger.post import LookedUp, Outcome, Posting, post_from
from mingjian.policy.schema import CatalogueItem
from mingjian.registry.enrol import enrol_reported


@dataclass(frozen=True, slots=True)
class Work:
    """What posting works on."""

    con: duckdb.DuckDBPyConnection
    spool: Spool
    item: CatalogueItem
    submission: Submission


def post(work: Work, progress: Callable[[int], None]) -> bool:
    """Post the rows in one transaction; False when it was posted already, and nothing was done.

    Raises:
        Cancelled: somebody asked to stop in time; nothing of the file is posted.
        LogUnavailable, RepeatedRecord, OutOfOrder: nothing of the file is posted.
    """
    _open(work)
    with transaction.atomic(), connection.cursor() as cursor:
        lock_item(cursor, work.item.id)
        if not _is_linked(work.submission):
            return False
        _settle_subjects(cursor, work)
        work.con.execute(f"CREATE VIEW given AS {ready(work.item)}")
        outcome = post_from(cursor, work.con, _posting(work), progress, _looked_up(work.spool))
        ask(work.con, work.spool, work.item, work.submission)
        close_resent(work.con, work.item, work.submission)
        _finish(work.submission, outcome)
    return True


def _open(work: Work) -> None:
    for path in (work.spool.typed, work.spool.apart, work.spool.told, work.spool.sent):
        work.con.execute(f"CREATE VIEW {path.stem} AS FROM {sql.file(path)}")
    work.con.execute(f"CREATE TABLE subject AS FROM {sql.file(work.spool.subjects)}")


def _looked_up(spool: Spool) -> LookedUp:
    return LookedUp(known=spool.sent.stem, **json.loads(spool.postings.read_text()))


def _is_linked(submission: Submission) -> bool:
    """Asked under the item's lock: another worker may have been faster."""
    found = Submission.objects.filter(pk=submission.pk, stage=Stage.LINKED)
    return found.exists()


def _settle_subjects(cursor: CursorWrapper, work: Work) -> None:
    """Every code gets its subject: by the register's own rows, or as reported."""
    if work.item.effect == "register":
        known = register(cursor, work.con, work.item, work.submission)
    else:
        known = enrol_reported(cursor, _unknown(work))
    work.con.register("settled", known)
    work.con.execute(
        "UPDATE subject SET subject_id = s.subject_id FROM settled s WHERE s.code = subject.code"
    )
    work.con.unregister("settled")


def _unknown(work: Work) -> pa.Table:
    code, name = sql.name(work.item.subject.code), sql.name(work.item.subject.name)
    return sql.table(
        work.con,
        f"SELECT s.code, coalesce(arg_max(t.{name}, t.row_no), s.code) AS name "  # noqa: S608 - names are quoted by sql.name
        f"FROM subject s JOIN typed t ON t.{code} = s.code LEFT JOIN apart a USING (row_no) "
        "WHERE s.subject_id IS NULL AND t._verdict = 'good' AND a.row_no IS NULL "
        "GROUP BY s.code ORDER BY s.code",
    )


def _posting(work: Work) -> Posting:
    sent = work.submission
    return Posting(
        submission_id=sent.pk,
        item=sent.item,
        unit_id=sent.unit_id,
        edition_id=sent.edition_id,
        actor=sent.actor,
        posted_at=timezone.now(),
    )


def _finish(submission: Submission, outcome: Outcome) -> None:
    """The last stage and its log entry. Whoever asked to stop before this moment is heard."""
    counts = {
        "new": outcome.new,
        "changed": outcome.changed,
        "unchanged": submission.good - outcome.new - outcome.changed,
    }
    open_one = Submission.objects.filter(
        pk=submission.pk, stage=Stage.LINKED, cancel_requested_at=None
    )
    done = open_one.update(stage=Stage.POSTED, finished_at=timezone.now(), **counts)
    if not done:
        raise Cancelled
    body = {"submission": submission.pk, "item": submission.item, "unit": submission.unit_id}
    rows = {"rows": submission.rows, "bad": submission.bad, "held": submission.held}
    append("submission.posted", actor=submission.actor, body={**body, **rows, **counts})
