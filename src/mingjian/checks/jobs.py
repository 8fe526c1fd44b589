"""Batch checks and reminders as jobs of PostgreSQL's queue."""

from typing import Final

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from mingjian.checks.batch.run import run_batch
from mingjian.checks.batch.stage import FINAL
from mingjian.checks.chase import chase
from mingjian.checks.models import Batch
from mingjian.checks.queue import QUEUE, WORK, enqueue
from mingjian.home.queued import waiting_for

RETRY: Final = RetryStrategy(max_attempts=5, exponential_wait=3)


@app.task(name=WORK, queue=QUEUE, retry=RETRY)
def work_on_batch(batch_id: int) -> None:
    """Take a batch check from where it stands to its end."""
    run_batch(batch_id)


@app.periodic(cron="* * * * *")
@app.task(name="checks.recover", queue=QUEUE, queueing_lock="checks.recover", pass_context=False)
def recover(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned moment
    """Put back on the queue what a killed worker left behind; a lock sees to it that one works."""
    open_ones = Batch.objects.exclude(stage__in=FINAL).values_list("pk", flat=True)
    for batch_id in set(open_ones) - waiting_for(work_on_batch.name, "batch_id"):
        enqueue(batch_id)


@app.periodic(cron="40 7 * * *")
@app.task(name="checks.chase", queue=QUEUE, queueing_lock="checks.chase", pass_context=False)
def chase_feedback(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned moment
    """Remind, each morning, the units whose feedback is overdue."""
    chase()
