"""Submissions as jobs: queued in the transaction of receipt, found again after a kill."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from intake.letters import licence, send
from mingjian.intake import jobs
from mingjian.intake.models import Submission
from mingjian.intake.recover import recover_all
from mingjian.intake.stage import Stage

pytestmark = pytest.mark.usefixtures("db")


def waiting() -> list[tuple[str, str, int]]:
    rows = ProcrastinateJob.objects.filter(task_name="intake.process", status="todo")
    return [(j.lock, j.queue_name, j.args["submission_id"]) for j in rows.order_by("id")]


def test_receipt_queues_one_job_with_the_items_lock() -> None:
    sent = send("licence", [licence(1)])
    assert waiting() == [("intake:licence", "intake", sent.pk)]


def test_no_job_without_its_submission() -> None:
    with transaction.atomic():
        send("licence", [licence(1)])
        transaction.set_rollback(True)
    assert (waiting(), Submission.objects.count()) == ([], 0)


def test_the_job_takes_it_all_the_way() -> None:
    sent = send("licence", [licence(1)])
    jobs.process(sent.pk)
    sent.refresh_from_db()
    assert (sent.stage, sent.new) == (Stage.POSTED, 1)
    jobs.process(sent.pk)
    sent.refresh_from_db()
    assert sent.new == 1


def test_what_has_no_job_is_queued_again_once() -> None:
    sent = send("licence", [licence(1)])
    assert recover_all() == []
    _forget_jobs()
    assert [s.pk for s in recover_all()] == [sent.pk]
    jobs.recover(0)
    assert [job[2] for job in waiting()] == [sent.pk]
    jobs.recover(0)
    assert len(waiting()) == 1


def test_what_is_finished_is_left_alone() -> None:
    sent = send("licence", [licence(1)])
    jobs.process(sent.pk)
    _forget_jobs()
    assert recover_all() == []


def test_a_job_whose_worker_died_is_tried_again() -> None:
    sent = send("licence", [licence(1)])
    _begin(sent, datetime.now(UTC) - timedelta(hours=1))
    assert waiting() == []
    jobs.recover(0)
    assert [job[2] for job in waiting()] == [sent.pk]


def test_a_job_whose_worker_lives_is_left_alone() -> None:
    sent = send("licence", [licence(1)])
    _begin(sent, datetime.now(UTC))
    jobs.recover(0)
    assert waiting() == []


def _begin(sent: Submission, heartbeat: datetime) -> None:
    """As if a worker with this last heartbeat had taken the job."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id",
            [heartbeat],
        )
        (worker,) = cursor.fetchone()
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s "
            "WHERE (args->>'submission_id')::bigint = %s",
            [worker, sent.pk],
        )


def _forget_jobs() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_events")
        cursor.execute("DELETE FROM procrastinate_jobs")
