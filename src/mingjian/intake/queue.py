"""Where submissions wait for the worker. Who only puts them there need not import its work."""

from typing import Final

from procrastinate.contrib.django import app

from mingjian.intake.models import Submission

QUEUE: Final = "intake"
PROCESS: Final = "intake.process"


def enqueue(submission: Submission) -> None:
    """Queue the work on a submission, in the caller's transaction.

    Files of one item wait for each other: two liaisons may send the same one at once.
    """
    job = app.configure_task(PROCESS, queue=QUEUE, lock=f"intake:{submission.item}")
    job.defer(submission_id=submission.pk)
