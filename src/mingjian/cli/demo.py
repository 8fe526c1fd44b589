"""`mingjian demo`: a generated district, the main job, and then the site."""

from collections import Counter
from datetime import date
from typing import Annotated, Any

import typer
from django.utils import timezone
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from mingjian.cli.boot import platform
from mingjian.cli.data import COUNTS, submission_row
from mingjian.cli.given import day
from mingjian.cli.output import AsJson, pick, print_json, say, show, to_plain
from mingjian.cli.run import Host, Port, Workers, run_site
from mingjian.district.demo import DemoResult, run_demo
from mingjian.district.plan import Plan
from mingjian.policy.standing import policies

SHOWN = ("rows", "good", "bad", "held", "late", "new", "unchanged")


def add_to(app: typer.Typer) -> None:
    """Adds this module's command."""
    app.command()(demo)


def demo(
    subjects: Annotated[int, typer.Option(help="主体数 / subjects")] = 5_000,
    records: Annotated[int, typer.Option(help="记录数 / records")] = 20_000,
    seed: Annotated[int, typer.Option(help="随机种子 / seed")] = 2019,
    until: Annotated[str | None, typer.Option(help="截至日 / last day, default today")] = None,
    serve: Annotated[bool, typer.Option(help="随后启动网站 / then serve the site")] = True,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Workers = 2,
    as_json: AsJson = False,
) -> None:
    """生成示例区，走一遍主流程，然后启动网站。A generated district, the main job, then the site."""
    with platform(migrating=True):
        last: date = day(until) if until else timezone.localdate()
        result = _run(Plan(subjects=subjects, records=records, seed=seed, until=last), as_json)
        if as_json:
            print_json(_document(result))
        else:
            _tell(result)
        if serve:
            run_site(host, port, workers)


def _run(plan: Plan, quiet: bool) -> DemoResult:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), disable=quiet) as progress:
        making = pick("生成示例区……", "making the district…")
        task = progress.add_task(making, total=None)

        def watch(files: int, of: int, rows: int) -> None:
            text = pick(f"归集：已处理 {rows} 行", f"taking in: {rows} rows done")
            progress.update(task, description=text, completed=files, total=of)

        return run_demo(plan, watch)


def _document(result: DemoResult) -> dict[str, Any]:
    return {
        "folder": result.folder,
        "planted": result.manifest.planted,
        "totals": _totals(result),
        "submissions": [submission_row(each) for each in result.submissions],
        "questions": result.questions,
        "check": result.check,
        "log": result.log.document(),
        "accounts": [to_plain(account) for account in result.accounts],
        "client_key": result.client_key,
    }


def _totals(result: DemoResult) -> dict[str, int]:
    return {name: sum(getattr(each, name) for each in result.submissions) for name in COUNTS}


def _tell(result: DemoResult) -> None:
    show(_by_unit(result), as_json=False, title=pick("各部门报送", "what the departments sent"))
    say(
        f"待答复疑问 {result.questions} 条；各部门文件在 {result.folder}",
        f"{result.questions} questions wait; the departments' files are in {result.folder}",
    )
    _tell_check(result.check)
    _tell_log(result)
    _tell_accounts(result)
    say(f"接入系统密钥：{result.client_key}", f"key of the client system: {result.client_key}")


def _tell_accounts(result: DemoResult) -> None:
    rows = [
        {"username": each.username, "role": each.role, "unit": _unit_name(each.unit)}
        for each in result.accounts
    ]
    show(rows, as_json=False, title=pick("示例账号", "demo accounts"))
    password = result.accounts[0].password
    say(f"以上账号的口令：{password}", f"password of all of them: {password}")


def _by_unit(result: DemoResult) -> list[dict[str, object]]:
    """Sums for each department, and a last line for the district."""
    units: dict[str, Counter[str]] = {}
    for each in result.submissions:
        sums = units.setdefault(each.unit_id, Counter())
        sums.update({"files": 1, **{name: getattr(each, name) for name in SHOWN}})
    whole = sum(units.values(), Counter())
    named = [(_unit_name(unit), sums) for unit, sums in sorted(units.items())]
    named.append((pick("全区", "the district"), whole))
    return [{"unit": name, **{key: sums[key] for key in ("files", *SHOWN)}} for name, sums in named]


def _unit_name(unit_id: str) -> str:
    name = policies().unit(unit_id).name
    return pick(name.zh, name.en)


def _tell_check(check: dict[str, Any]) -> None:
    name, count = check["subject"]["name"], len(check["records"])
    say(
        f"核查 {name}：有效记录 {count} 条，回执 {check['receipt']}",
        f"Checked {name}: {count} records in force, receipt {check['receipt']}",
    )


def _tell_log(result: DemoResult) -> None:
    log = result.log
    state = pick("无误", "sound") if log.sound else pick("有误！", "FAULTY")
    say(
        f"日志 {log.entries} 条，{log.seals} 次封存，验证{state}",
        f"The log: {log.entries} entries, {log.seals} seals, {state}",
    )
