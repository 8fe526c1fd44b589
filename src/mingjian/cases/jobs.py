"""Cases as jobs of PostgreSQL's queue: what a day that passes brings about."""

from procrastinate.contrib.django import app

from mingjian.cases.silence import silence

QUEUE = "cases"


@app.periodic(cron="*/5 * * * *")
@app.task(name="cases.silence", queue=QUEUE, queueing_lock="cases.silence", pass_context=False)
def pass_time(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned moment
    """Every five minutes, so that a worker that was down catches up at once; it is idempotent."""
    silence()
