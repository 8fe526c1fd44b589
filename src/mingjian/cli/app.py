"""The command tree. Each group of commands stands in a module of its own."""

import typer

from mingjian.cli import (
    case,
    cases,
    check,
    data,
    demo,
    effects,
    lists,
    log,
    people,
    plain,
    procedure,
    repair,
    run,
)

app = typer.Typer(
    name="mingjian",
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
    rich_markup_mode="markdown",
)
MODULES = (demo, run, plain, data, check, cases, case, lists, effects, repair, procedure, people)
for module in MODULES:
    module.add_to(app)
app.add_typer(log.app, name="log", help="日志：验证、证明、导出。The log: verify, prove, export.")
app.add_typer(plain.policy_app, name="policy", help="政策包。Policy packs.")
