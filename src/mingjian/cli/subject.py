"""`mingjian subject` and `mingjian records`: whom the register knows, and what is on file."""

from datetime import date, datetime
from typing import Annotated

import typer

from mingjian.cli.boot import platform
from mingjian.cli.given import day, moment
from mingjian.cli.output import AsJson, show
from mingjian.ledger.read import as_of
from mingjian.registry.find import by_code
from mingjian.registry.match import search
from mingjian.registry.problems import NoSuchSubject


def add_to(app: typer.Typer) -> None:
    """Adds this module's commands."""
    app.command()(subject)
    app.command()(records)


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
