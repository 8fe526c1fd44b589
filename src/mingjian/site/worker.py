"""The worker process: jobs from the queue in PostgreSQL, until told to stop."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.module_loading import autodiscover_modules
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

CONCURRENCY = 2


def run_worker() -> None:
    """Runs jobs until SIGTERM or SIGINT; a job under way is finished or, when killed, found again.

    Rooms name their tasks in `jobs.py`; recovery of stalled jobs is a periodic task there.
    """
    if not isinstance(app.connector, DjangoConnector):
        raise TypeError("the queue must be Django's")
    with settled(), app.replace_connector(app.connector.get_worker_connector()) as worker_app:
        worker_app.run_worker(concurrency=CONCURRENCY, wait=True, install_signal_handlers=True)


@contextmanager
def settled() -> Iterator[None]:
    """Load the jobs of all rooms; what is loaded then stays, and collecting passes over it.

    A job that makes a hundred thousand rows is collected after many times: each time through all
    that Django and the packs hold would cost it a twentieth.
    """
    autodiscover_modules("jobs")
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
