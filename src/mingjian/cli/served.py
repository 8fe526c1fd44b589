"""`mingjian served`: service days of a unit's decisions, by the workbook that waits for them."""

from pathlib import Path
from shutil import copyfile
from typing import Annotated

import typer

from mingjian.accounts.actor import system
from mingjian.bulk.answers.returned import findings_of
from mingjian.bulk.answers.returned import returned as returned_workbook
from mingjian.bulk.answers.view import sheet
from mingjian.bulk.stage import Stage
from mingjian.bulk.view import found
from mingjian.cli.boot import platform
from mingjian.cli.output import AsJson, language, pick, print_json, show
from mingjian.cli.worked import worked
from mingjian.effects.service.kind import SERVICES
from mingjian.effects.service.receive import receive_services
from mingjian.effects.service.run import run_sheet
from mingjian.effects.service.waiting import waiting
from mingjian.effects.service.workbook import workbook
from mingjian.intake.findings import Finding
from mingjian.policy.standing import policies

COMMAND_LINE = system("command-line")
COUNTS = ("rows", "recorded", "corrected", "unchanged", "bad", "unfilled")


def add_to(app: typer.Typer) -> None:
    """Adds this module's command."""
    app.command("served")(served)


def served(
    unit: Annotated[str, typer.Option(help="报送单位编号 / id of the unit that delivered")],
    file: Annotated[
        Path | None, typer.Argument(exists=True, dir_okay=False, help="填好的登记表 / filled in")
    ] = None,
    waiting_list: Annotated[
        Path | None, typer.Option("--list", help="写出待登记的表格 / write the list that waits")
    ] = None,
    returned: Annotated[
        Path | None, typer.Option(help="退回表格的位置，默认在原文件旁 / the one given back")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """登记决定的送达：FILE 填好上传，或用 --list 取待登记清单。Service days of decisions.

    Good rows are recorded, bad ones come back in red in a copy; sending it again changes nothing.
    Bad rows alone are no failure.
    """
    if (file is None) == (waiting_list is None):
        raise typer.BadParameter(
            pick("请给出 FILE 或 --list 之一", "give FILE or --list, one of them")
        )
    with platform():
        policies().unit(unit)
        if file is not None:
            _take(file, unit, returned or _beside(file), as_json=as_json)
        elif waiting_list is not None:
            _list(waiting_list, unit, as_json=as_json)


def _list(target: Path, unit: str, *, as_json: bool) -> None:
    rows = waiting(COMMAND_LINE, unit_id=unit)
    target.write_bytes(workbook(rows, language()))
    show({"unit": unit, "waiting": len(rows), "list": target}, as_json=as_json)


def _take(file: Path, unit: str, target: Path, *, as_json: bool) -> None:
    """Exit code 1 when the file could not be worked through; bad rows alone are no failure."""
    sent = receive_services(file, filename=file.name, unit_id=unit, actor=COMMAND_LINE)
    worked(SERVICES, run_sheet, sent.id)
    done = sheet(SERVICES, COMMAND_LINE, sent.id)
    if done.stage != Stage.DONE:
        show({"stage": done.stage, "problem": done.problem}, as_json=as_json)
        raise typer.Exit(1)
    row = found(SERVICES, COMMAND_LINE, done.id)
    if done.bad:
        copyfile(returned_workbook(SERVICES, row, language()), target)
    shown = {name: getattr(done, name) for name in COUNTS}
    shown |= {"sheet": done.id, "returned": target if done.bad else None}
    findings = list(map(_finding, findings_of(SERVICES, row)))
    if as_json:
        print_json(shown | {"findings": findings})
        return
    show(shown, as_json=False)
    if findings:
        show(findings, as_json=False, title=pick("问题", "findings"))


def _finding(one: Finding) -> dict[str, object]:
    told = language()
    return {
        "row": one.row_no,
        "field": one.field,
        "code": one.code,
        "value": one.value,
        "what": one.sentence(told),
        "way_out": one.way_out(told),
    }


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.stem}.{pick('退回', 'returned')}.xlsx")
