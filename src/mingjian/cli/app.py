"""The command tree: what there is, told without importing it; each command has its module."""

from typing import Final

import typer

from mingjian.cli.lazy import MARKUP, Entry, lazy

COMMANDS: Final = (
    Entry("demo", "demo"),
    Entry("serve", "serve"),
    Entry("migrate", "processes"),
    Entry("worker", "processes", hidden=True),
    Entry("sealer", "processes", hidden=True),
    Entry("openapi", "openapi", hidden=True),
    Entry("code", "codes", tables=False),
    Entry("workdays", "workdays", tables=False),
    Entry("policy", "packs", tables=False),
    Entry("procedure", "procedure", tables=False),
    Entry("intake", "intake"),
    Entry("served", "served"),
    Entry("subject", "subject"),
    Entry("records", "subject"),
    Entry("succeed", "succeed"),
    Entry("check", "check"),
    Entry("cases", "cases"),
    Entry("case", "case"),
    Entry("lists", "lists"),
    Entry("list", "lists"),
    Entry("effects", "effects"),
    Entry("repair", "repair"),
    Entry("account", "people"),
    Entry("client", "people"),
    Entry("log", "log"),
)
"""In the order in which the overview shows them."""

app = typer.Typer(
    name="mingjian",
    cls=lazy(COMMANDS),
    help="""明鉴：区级公共信用信息平台。The public credit platform of a district.

    \b
    开始 / begin:      mingjian demo
    报送 / send:       mingjian intake 许可.xlsx --item licence --unit qu-shichang-jianguan
    核查 / check:      mingjian check 91330299… --matter licensing --purpose … --case 2026-001
    案件 / cases:      mingjian cases --overdue
    自证 / prove:      mingjian log verify

    所有命令都有 --json；状态保存在 MINGJIAN_HOME（默认 .mingjian）。
    Every command has --json; all state lives under MINGJIAN_HOME (.mingjian by default).
    """,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=MARKUP,
)


@app.callback()
def mingjian() -> None:
    """The commands stand in a table, so this alone tells typer that they are a group."""
