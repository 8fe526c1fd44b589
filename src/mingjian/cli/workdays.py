"""`mingjian workdays`: deadlines by the calendar of the State Council."""

from typing import Annotated

import typer

from mingjian.cli.given import day as day_of
from mingjian.cli.output import AsJson, language, show
from mingjian.policy.standing import policies


def add_to(app: typer.Typer) -> None:
    """Adds this module's command."""
    app.command("workdays")(workdays)


def workdays(
    day: Annotated[str, typer.Argument(metavar="DATE", help="起算日 / the day of the decision")],
    count: Annotated[int, typer.Argument(metavar="N", help="工作日数 / working days")],
    known_on: Annotated[
        str | None, typer.Option(help="按当日已公布的日历 / with the calendar known on that day")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """某日之后第 N 个工作日。The date N working days after DATE (which is not counted)."""
    known = day_of(known_on) if known_on else None
    deadline = policies().calendar().add(day_of(day), count, known_on=known)
    show(
        {
            "from": day,
            "working_days": count,
            "date": deadline.day,
            "provisional": deadline.provisional,
            "reason": deadline.explain(language()) if deadline.provisional else None,
        },
        as_json=as_json,
    )
