"""Effects as jobs of PostgreSQL's queue: postings are followed, workbooks of service days taken."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from mingjian.bulk.queue import NIGHTLY, RETRY, put_back
from mingjian.bulk.result import sweep
from mingjian.effects.by_rules import ACTOR
from mingjian.effects.follow import follow, waiting
from mingjian.effects.pending import pending
from mingjian.effects.problems import GateShut
from mingjian.effects.service.anew import finalise_and_tell
from mingjian.effects.service.kind import SERVICES
from mingjian.effects.service.run import run_sheet

QUEUE = "effects"
LOG = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(
    name="effects.follow_posted", queue=QUEUE, queueing_lock="effects.follow", pass_context=False
)
def follow_posted(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned moment
    """Follow what was posted since; one that fails is tried again the next minute."""
    for posting in waiting():
        follow(posting)


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
            finalise_and_tell(record_id, timezone.localdate(), actor=ACTOR)
        except GateShut as problem:
            LOG.warning("record %s is not made adverse information: %s", record_id, problem)


@app.task(name=SERVICES.job, queue=SERVICES.queue, retry=RETRY)
def work_on_sheet(sheet_id: int) -> None:
    """Take a workbook of service days from where it stands to its end."""
    run_sheet(sheet_id)


@app.periodic(cron="* * * * *")
@app.task(
    name="effects.recover_sheets",
    queue=SERVICES.queue,
    queueing_lock="effects.recover_sheets",
    pass_context=False,
)
def recover_sheets(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned moment
    """Workbooks that a killed worker left behind."""
    put_back(SERVICES)


@app.periodic(cron=NIGHTLY)
@app.task(
    name="effects.sweep", queue=SERVICES.queue, queueing_lock="effects.sweep", pass_context=False
)
def sweep_results(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned moment
    """Results that nobody asks for any more."""
    sweep(SERVICES)
