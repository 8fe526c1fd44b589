"""Where batch checks wait for the worker. Who only puts them there need not import its work."""

from typing import Final

from procrastinate.contrib.django import app

QUEUE: Final = "checks"
WORK: Final = "checks.batch"


def enqueue(batch_id: int) -> None:
    """Queue the work on a batch, in the caller's transaction."""
    app.configure_task(WORK, queue=QUEUE).defer(batch_id=batch_id)
