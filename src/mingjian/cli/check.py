"""The command that checks: one subject, or a workbook of them."""

import shutil
from pathlib import Path
from typing import Annotated

import typer

from mingjian.accounts.actor import system
from mingjian.checks.ask import ask
from mingjian.checks.batch.kind import BATCHES
from mingjian.checks.batch.receive import Wanted, receive_batch
from mingjian.checks.batch.run import run_batch
from mingjian.checks.batch.view import batch, found
from mingjian.checks.batch.workbook import annotated
from mingjian.checks.request import CheckRequest
from mingjian.cli.boot import platform
from mingjian.cli.given import day
from mingjian.cli.output import AsJson, language, pick, print_json, show
from mingjian.cli.worked import worked

COMMAND_LINE = system("command-line")
PARTS = {
    "shielded": ("暂时屏蔽", "shielded"),
    "entries": ("名单", "list entries"),
    "adverse": ("不良信息", "adverse information"),
    "measures": ("措施", "measures"),
    "records": ("有效记录", "records in force"),
}


def add_to(app: typer.Typer) -> None:
    """Adds this module's command."""
    app.command()(check)


def check(
    matter: Annotated[str, typer.Option(help="事项 / matter, see mingjian policy show")],
    purpose: Annotated[str, typer.Option(help="目的 / purpose")],
    case: Annotated[str, typer.Option(help="案号 / case number")],
    code: Annotated[str, typer.Argument(help="统一社会信用代码 / code")] = "",
    batch_file: Annotated[
        Path | None,
        typer.Option("--batch", exists=True, dir_okay=False, help="批量核查的工作簿 / workbook"),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="结果工作簿 / annotated workbook")] = None,
    on: Annotated[str | None, typer.Option(help="查询日 / day asked for")] = None,
    as_json: AsJson = False,
) -> None:
    """信用核查：写入日志后作答。Check a subject, or a workbook with --batch FILE --out FILE.

    Every answer is logged and carries a receipt. Exit code 1 when a workbook could not be checked.
    """
    if bool(code) == (batch_file is not None) or (batch_file is None) != (out is None):
        raise typer.BadParameter(pick("请给出代码，或同时给出 --batch 和 --out", "a code, or both"))
    wanted = Wanted(matter, purpose, case, day(on) if on else None)
    with platform():
        if batch_file is not None and out is not None:
            _many(batch_file, out, wanted, as_json=as_json)
        else:
            _one(code, wanted, as_json=as_json)


def _one(code: str, wanted: Wanted, *, as_json: bool) -> None:
    request = CheckRequest(code, wanted.matter, wanted.purpose, wanted.case, wanted.on)
    document = ask(COMMAND_LINE, request).document()
    if as_json:
        print_json(document)
        return
    show({key: document[key] for key in ("receipt", "outcome", "subject", "marks")}, as_json=False)
    for part, title in PARTS.items():
        if document[part] or part == "records":
            show(document[part], as_json=False, title=pick(*title))


def _many(file: Path, out: Path, wanted: Wanted, *, as_json: bool) -> None:
    sent = receive_batch(file, filename=file.name, wanted=wanted, actor=COMMAND_LINE)
    worked(BATCHES, run_batch, sent.id)
    view = batch(COMMAND_LINE, sent.id)
    if view.stage == "done":
        shutil.copyfile(annotated(found(COMMAND_LINE, view.id), language()), out)
    shown = {name: getattr(view, name) for name in ("id", "stage", "rows", "subjects", "bad")}
    show(shown | {"problem": view.problem, "out": out}, as_json=as_json)
    raise typer.Exit(0 if view.stage == "done" else 1)
