"""Effects as jobs of PostgreSQL's queue: what was posted is followed, each minute."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from mingjian.effects.by_rules import ACTOR
from mingjian.effects.finalise import finalise
from mingjian.effects.follow import follow, waiting
from mingjian.effects.pending import pending
from mingjian.effects.problems import GateShut

QUEUE = "effects"
LOG = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(
    name="effects.follow_posted", queue=QUEUE, queueing_lock="effects.follow", pass_context=False
)
def follow_posted(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned moment
    """Follow what was posted since; one that fails is tried again the next minute."""
    for submission_id in waiting():
        follow(submission_id)


@app.periodic(cron="20 1 * * *")
@app.task(
    name="effects.finalise", queue=QUEUE, queueing_lock="effects.finalise", pass_context=False
)
def finalise_pending(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned moment
    """Ask again of decisions whose day of finality was not certain: a calendar may have come.

    One that the gate refuses (a code that was returned since) holds up none of the others.
    """
    for record_id in pending():
        try:
            finalise(record_id, timezone.localdate(), actor=ACTOR)
        except GateShut as problem:
            LOG.warning("record %s is not made adverse information: %s", record_id, problem)
