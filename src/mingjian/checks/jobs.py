"""Batch checks, workbooks of feedback and reminders as jobs of PostgreSQL's queue."""

from procrastinate.contrib.django import app

from mingjian.bulk.queue import NIGHTLY, RETRY, put_back
from mingjian.bulk.result import sweep
from mingjian.checks.batch.kind import BATCHES
from mingjian.checks.batch.run import run_batch
from mingjian.checks.chase import chase
from mingjian.checks.told.kind import FEEDBACK
from mingjian.checks.told.run import run_feedback

QUEUE = BATCHES.queue


@app.task(name=BATCHES.job, queue=BATCHES.queue, retry=RETRY)
def work_on_batch(batch_id: int) -> None:
    """Take a batch check from where it stands to its end."""
    run_batch(batch_id)


@app.task(name=FEEDBACK.job, queue=FEEDBACK.queue, retry=RETRY)
def work_on_feedback(sheet_id: int) -> None:
    """Take a workbook of feedback from where it stands to its end."""
    run_feedback(sheet_id)


@app.periodic(cron="* * * * *")
@app.task(name="checks.recover", queue=QUEUE, queueing_lock="checks.recover", pass_context=False)
def recover(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned moment
    """Bulk work that a killed worker left behind."""
    put_back(BATCHES)
    put_back(FEEDBACK)


@app.periodic(cron=NIGHTLY)
@app.task(name="checks.sweep", queue=QUEUE, queueing_lock="checks.sweep", pass_context=False)
def sweep_results(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned moment
    """Results that nobody asks for any more."""
    sweep(BATCHES)
    sweep(FEEDBACK)


@app.periodic(cron="40 7 * * *")
@app.task(name="checks.chase", queue=QUEUE, queueing_lock="checks.chase", pass_context=False)
def chase_feedback(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned moment
    """Remind, each morning, the units whose feedback is overdue."""
    chase()
