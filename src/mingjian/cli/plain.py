"""Commands that need no database: codes, working days, policy packs."""

from pathlib import Path
from typing import Annotated

import typer

from mingjian.cli.given import day as day_of
from mingjian.cli.output import AsJson, language, show
from mingjian.kernel.uscc import UsccReport, examine
from mingjian.policy.lint import lint
from mingjian.policy.standing import policies

policy_app = typer.Typer(no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Adds this module's commands."""
    app.command("code")(code)
    app.command("workdays")(workdays)


def code(
    codes: Annotated[list[str], typer.Argument(help="统一社会信用代码 / codes to examine")],
    as_json: AsJson = False,
) -> None:
    """检验统一社会信用代码：GB 32100 与 GB 11714 两个校验位。Examine codes, both check digits.

    Exit code 1 when one of them is not valid.
    """
    reports = [examine(text) for text in codes]
    show([_code_row(report) for report in reports], as_json=as_json)
    raise typer.Exit(0 if all(report.valid for report in reports) else 1)


def _code_row(report: UsccReport) -> dict[str, object]:
    return {
        "given": report.given,
        "code": report.code,
        "valid": report.valid,
        "fault": report.fault.value if report.fault else None,
        "subject_class": report.subject_class.value if report.subject_class else None,
        "area": report.area,
    }


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


@policy_app.command("lint")
def policy_lint(
    path: Annotated[Path, typer.Argument(help="政策包文件夹 / folder of a pack")],
    as_json: AsJson = False,
) -> None:
    """检查政策包。Lint a pack; exit code 1 when there is an error."""
    findings = lint(path)
    show(findings, as_json=as_json)
    raise typer.Exit(1 if any(finding.severity == "error" for finding in findings) else 0)


@policy_app.command("show")
def policy_show(as_json: AsJson = False) -> None:
    """本系统使用的政策包。The packs this installation runs on, with their editions."""
    standing = policies()
    rows = [
        {
            "pack": pack.id,
            "name": pack.name.zh,
            "edition": standing.editions[pack.id].label,
            "items": len(pack.catalogue),
        }
        for pack in standing.packs
    ]
    show(rows, as_json=as_json)
