"""`mingjian code`: are these codes right?"""

from typing import Annotated

import typer

from mingjian.cli.output import AsJson, show
from mingjian.kernel.uscc import UsccReport, examine


def add_to(app: typer.Typer) -> None:
    """Adds this module's command."""
    app.command("code")(code)


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
