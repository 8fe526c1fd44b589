"""`mingjian succeed`: one subject took over from another."""

from typing import Annotated

import typer

from mingjian.accounts.actor import system
from mingjian.cli.boot import platform
from mingjian.cli.given import day
from mingjian.cli.output import AsJson, show
from mingjian.registry.succeed import Succeeded, Takeover
from mingjian.registry.succeed import succeed as write

COMMAND_LINE = system("command-line")


def add_to(app: typer.Typer) -> None:
    """Adds this module's command."""
    app.command("succeed")(succeed)


def succeed(
    predecessor: Annotated[str, typer.Argument(help="前身的代码 / code of the one before")],
    successor: Annotated[str, typer.Argument(help="承继主体的代码 / code of the one after")],
    on: Annotated[str, typer.Option(help="承继日期 / on which day, 2026-04-01")],
    reason: Annotated[
        str,
        typer.Option(
            help="merger 合并, division 分立, conversion 个转企, reorganisation 变更组织形式"
        ),
    ],
    basis: Annotated[str, typer.Option(help="依据的文书 / the document that shows it")],
    as_json: AsJson = False,
) -> None:
    """登记主体承继，不可更改。Write that one subject took over from another, once and for good.

    Records stay with whom they were filed; a check of the predecessor names the successor.
    """
    with platform():
        done = write(COMMAND_LINE, Takeover(predecessor, successor, day(on), reason, basis))
    show(_row(done), as_json=as_json)


def _row(done: Succeeded) -> dict[str, object]:
    return {
        "predecessor": done.predecessor.code,
        "successor": done.successor.code,
        "name": done.successor.name,
        "on": done.on,
        "reason": done.reason,
        "entry": done.entry,
    }
