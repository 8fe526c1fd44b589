"""`mingjian intake`: a file of a department, from receipt to posting."""

import time
from pathlib import Path
from typing import Annotated

import typer

from mingjian.accounts.actor import system
from mingjian.cli.boot import platform
from mingjian.cli.output import AsJson, show
from mingjian.intake.models import Submission
from mingjian.intake.process import run
from mingjian.intake.receive import receive
from mingjian.intake.stage import Stage, Via

COMMAND_LINE = system("command-line")
LOOK_SECONDS = 0.3
COUNTS = ("rows", "good", "bad", "held", "warned", "late", "new", "changed", "unchanged")


def add_to(app: typer.Typer) -> None:
    """Adds this module's command."""
    app.command()(intake)


def intake(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="文件 / file")],
    item: Annotated[str, typer.Option(help="数据项 / catalogue item")],
    unit: Annotated[str, typer.Option(help="报送单位编号 / id of the sending unit")],
    backlog: Annotated[bool, typer.Option(help="存量补录，不计迟报 / not counted late")] = False,
    as_json: AsJson = False,
) -> None:
    """接收并处理一个文件。Take in a file: receive, read, validate, link, post.

    Exit code 1 when the file could not be posted; bad rows alone are no failure.
    """
    with platform():
        with file.open("rb") as stream:
            submission = receive(
                stream,
                filename=file.name,
                item=item,
                unit_id=unit,
                actor=COMMAND_LINE,
                via=Via.CLI,
                backlog=backlog,
            )
        _finish(submission)
        show(submission_row(submission), as_json=as_json)
    raise typer.Exit(0 if submission.stage == "posted" else 1)


def _finish(submission: Submission) -> None:
    """Does the work here, or waits for the worker of a running site that was quicker to take it."""
    run(submission.pk)
    submission.refresh_from_db()
    while not Stage(submission.stage).final:
        time.sleep(LOOK_SECONDS)
        run(submission.pk)
        submission.refresh_from_db()


def submission_row(submission: Submission) -> dict[str, object]:
    """What became of a submission, in a line."""
    return {
        "submission": submission.pk,
        "unit": submission.unit_id,
        "item": submission.item,
        "file": submission.filename,
        "stage": submission.stage,
        **{name: getattr(submission, name) for name in COUNTS},
        "codes": submission.codes,
        "problem": submission.problem,
    }
