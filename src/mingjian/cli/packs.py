"""`mingjian policy`: the packs, and whether one is right."""

from pathlib import Path
from typing import Annotated

import typer

from mingjian.cli.output import AsJson, show
from mingjian.policy.lint import lint
from mingjian.policy.standing import policies

policy_app = typer.Typer(no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Adds this module's group of commands."""
    app.add_typer(policy_app, name="policy")


@policy_app.callback()
def policy() -> None:
    """政策包。Policy packs."""


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
