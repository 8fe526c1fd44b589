"""The whole log verified by a worker: minutes of work for millions of entries."""

from contextlib import suppress
from typing import Final

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from mingjian.evidence.append import append
from mingjian.evidence.check_up import ASKED, carry_out, under_way

QUEUE: Final = "evidence"


@app.task(name="evidence.verify", queue=QUEUE, queueing_lock="evidence.verify")
def verify(actor: str) -> None:
    """Verify the whole log and log what was found."""
    carry_out(actor)


@transaction.atomic
def ask_to_verify(actor: str) -> None:
    """Queue a verification of the whole log; one that is under way already is enough."""
    if under_way():
        return
    append(ASKED, actor=actor, body={})
    # Somebody else may have asked at this very moment: then his is waited for.
    with suppress(AlreadyEnqueued), transaction.atomic():
        verify.defer(actor=actor)
