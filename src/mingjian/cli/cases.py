"""`mingjian cases`: which cases there are."""

from typing import Annotated

import typer

from mingjian.accounts.actor import system
from mingjian.cases.desk import Asked, DeskRow, Which, desk
from mingjian.cli.boot import platform
from mingjian.cli.output import AsJson, in_language, pick, show
from mingjian.registry.find import subject

COMMAND_LINE = system("command-line")

Unit = Annotated[str, typer.Option(help="承办单位编号 / id of the unit in charge")]


def add_to(app: typer.Typer) -> None:
    """Adds this module's command."""
    app.command("cases")(cases)


def cases(
    unit: Unit = "",
    overdue: Annotated[bool, typer.Option(help="只看办理逾期 / where the office is late")] = False,
    closed: Annotated[bool, typer.Option(help="只看已办结 / closed ones")] = False,
    limit: Annotated[int, typer.Option(help="最多条数 / at most")] = 50,
    as_json: AsJson = False,
) -> None:
    """案件一览：到期早的在前。The cases, the first due first; closed ones by --closed.

    Due and overdue are computed from the steps and the calendar when asked, not stored.
    """
    which: Which = "closed" if closed else "overdue" if overdue else "all"
    with platform():
        page = desk(COMMAND_LINE, Asked(which=which, unit_id=unit, size=limit))
        rows = [_row(row) for row in page.rows]
    title = pick(f"案件，共 {page.total} 件", f"{page.total} cases")
    show(rows, as_json=as_json, title=title)


def _row(row: DeskRow) -> dict[str, object]:
    return {
        "case": row.id,
        "number": row.number,
        "unit": row.unit_id,
        "procedure": in_language(row.procedure),
        "state": in_language(row.state),
        "code": code_of(row.subject_id),
        "about": f"{row.about} {row.about_id}",
        "opened_on": row.opened_on,
        "due_on": row.due and row.due.day,
        "overdue_by": row.overdue_by,
        "closed_on": row.closed_on,
        "outcome": row.outcome,
    }


def code_of(subject_id: int) -> str:
    """The code of a case's subject."""
    about = subject(subject_id)
    return about.code if about else ""
