"""Where bulk work waits for the worker. Who only puts it there need not import the work."""

from typing import Any, Final

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from mingjian.bulk.kind import Kind
from mingjian.bulk.stage import FINAL
from mingjian.home.queued import waiting_for
from mingjian.home.stumble import MOST_ATTEMPTS

RETRY: Final = RetryStrategy(max_attempts=MOST_ATTEMPTS, exponential_wait=3)
NIGHTLY: Final = "50 3 * * *"
"""When results that nobody asks for any more are swept."""


def enqueue(kind: Kind[Any], number: int) -> None:
    """Queue the work, in the caller's transaction."""
    app.configure_task(kind.job, queue=kind.queue).defer(**{_argument(kind): number})


def put_back(kind: Kind[Any]) -> None:
    """Put back on the queue what a killed worker left behind; a lock sees to it that one works."""
    open_ones = kind.table.objects.exclude(stage__in=FINAL).values_list("pk", flat=True)
    for number in set(open_ones) - waiting_for(kind.job, _argument(kind)):
        enqueue(kind, number)


def _argument(kind: Kind[Any]) -> str:
    return f"{kind.noun}_id"
