"""Commands on the data: send a file, find a subject, read its records."""

import time
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from mingjian.accounts.actor import system
from mingjian.cli.boot import platform
from mingjian.cli.given import day, moment
from mingjian.cli.output import AsJson, show
from mingjian.intake.models import Submission
from mingjian.intake.process import run
from mingjian.intake.receive import receive
from mingjian.intake.stage import Stage, Via
from mingjian.ledger.read import as_of
from mingjian.registry.find import by_code
from mingjian.registry.match import search
from mingjian.registry.problems import NoSuchSubject

COMMAND_LINE = system("command-line")
LOOK_SECONDS = 0.3
COUNTS = ("rows", "good", "bad", "held", "warned", "late", "new", "changed", "unchanged")


def add_to(app: typer.Typer) -> None:
    """Adds this module's commands."""
    for command in (intake, subject, records):
        app.command()(command)


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


def subject(
    text: Annotated[str, typer.Argument(metavar="NAME-OR-CODE", help="名称或代码 / name or code")],
    limit: Annotated[int, typer.Option(help="最多条数 / at most")] = 10,
    as_json: AsJson = False,
) -> None:
    """查找主体：候选及各项相似度。Find a subject: matches with a score for each feature.

    Only an exact valid code decides; a name only proposes.
    """
    with platform():
        matches = search(text, limit=limit)
    show(matches, as_json=as_json)
    raise typer.Exit(0 if matches else 1)


def records(
    code: Annotated[str, typer.Argument(help="统一社会信用代码 / code")],
    valid_on: Annotated[str | None, typer.Option(help="在该日有效 / holding on that day")] = None,
    known_on: Annotated[
        str | None, typer.Option(help="按该时点所知 / as known on that day or moment")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """按两个时间轴查看信用记录。Records of a subject on both axes of time."""
    valid: date | None = day(valid_on) if valid_on else None
    known: datetime | None = moment(known_on) if known_on else None
    with platform():
        found = by_code(code)
        if found is None:
            raise NoSuchSubject(subject=code)
        versions = as_of(found.subject_id, valid_on=valid, known_on=known)
    show(versions, as_json=as_json)
