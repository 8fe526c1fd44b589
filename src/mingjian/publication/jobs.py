"""The portal's jobs: each minute what was posted is followed, and who came is forgotten."""

from procrastinate.contrib.django import app

from mingjian.publication.follow import catch_up
from mingjian.publication.limit import forget

QUEUE = "publication"


@app.periodic(cron="* * * * *")
@app.task(
    name="publication.follow_posted",
    queue=QUEUE,
    queueing_lock="publication.follow",
    lock="publication.follow",
    pass_context=False,
)
def follow_posted(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned moment
    """Enter licences posted since; a posting that fails is tried again the next minute."""
    catch_up()


@app.periodic(cron="* * * * *")
@app.task(
    name="publication.forget_visitors",
    queue=QUEUE,
    queueing_lock="publication.forget",
    pass_context=False,
)
def forget_visitors(timestamp: int) -> None:  # noqa: ARG001 - procrastinate passes the planned moment
    """Nobody is remembered for longer than what he asked for counts."""
    forget()
