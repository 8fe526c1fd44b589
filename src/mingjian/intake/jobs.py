"""Intake as jobs of PostgreSQL's queue: one submission, one job; one item at a time."""

from asgiref.sync import async_to_sync
from django.conf import settings
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from mingjian.intake.process import run
from mingjian.intake.queue import PROCESS, QUEUE, enqueue
from mingjian.intake.recover import recover_all

# Three missed heartbeats of a worker, which sends one every ten seconds.
STALLED_SECONDS = float(getattr(settings, "MINGJIAN_STALLED_SECONDS", 30))
# A crashed or disconnected worker is worth another try; a bad file is not an exception at all.
RETRY = RetryStrategy(max_attempts=5, exponential_wait=3)


@app.task(name=PROCESS, queue=QUEUE, retry=RETRY)
def process(submission_id: int) -> None:
    """Take a submission all the way from where it stands."""
    run(submission_id)


@app.periodic(cron="* * * * *")
@app.task(name="intake.recover", queue=QUEUE, queueing_lock="intake.recover", pass_context=False)
def recover(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned moment
    """Put back on the queue what a killed worker left behind."""
    for job in _stalled():
        app.job_manager.retry_job_by_id(job, retry_at=timezone.now())
    for submission in recover_all():
        enqueue(submission)


def _stalled() -> list[int]:
    """Jobs whose worker is gone. While they count as running, they hold the lock of their item."""
    found = async_to_sync(app.job_manager.get_stalled_jobs)(
        task_name=process.name, seconds_since_heartbeat=STALLED_SECONDS
    )
    return [job.id for job in found if job.id is not None]
