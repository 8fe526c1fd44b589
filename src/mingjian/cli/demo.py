"""`mingjian demo`: a generated district, the main job, and then the site."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Final

import typer
from django.utils import timezone
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from mingjian.cli.boot import platform
from mingjian.cli.demo_told import document, tell
from mingjian.cli.given import day
from mingjian.cli.output import AsJson, pick, print_json
from mingjian.cli.serve import Host, Port, Workers, run_site
from mingjian.district.demo import DemoResult, Under, run_demo
from mingjian.district.plan import Plan

_UNDER: Final[Mapping[Under, tuple[str, str]]] = {
    "taking-in": ("归集：已处理 {} 行", "taking in: {} rows done"),
    "living": ("案件往来：已办 {} 步", "what happens in the district: {} steps taken"),
}


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
            print_json(document(result))
        else:
            tell(result)
        if serve:
            run_site(host, port, workers)


def _run(plan: Plan, quiet: bool) -> DemoResult:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), disable=quiet) as progress:
        making = pick("生成示例区……", "making the district…")
        task = progress.add_task(making, total=None)

        def watch(under: Under, done: int, of: int, count: int) -> None:
            text = pick(*_UNDER[under]).format(count)
            progress.update(task, description=text, completed=done, total=of)

        return run_demo(plan, watch)
