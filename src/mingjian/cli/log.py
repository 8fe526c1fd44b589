"""Commands on the log: verify it, prove an entry, witness it, export it."""

from pathlib import Path
from typing import Annotated

import typer

from mingjian.cli.boot import platform
from mingjian.cli.output import AsJson, language, pick, say, show
from mingjian.cli.stopping import stop_on_signals
from mingjian.evidence.export import export_log
from mingjian.evidence.faults import Fault
from mingjian.evidence.keys import verify_key
from mingjian.evidence.prove import LocalLog, inclusion
from mingjian.evidence.read import entries
from mingjian.evidence.remote import RemoteLog
from mingjian.evidence.verify import verify_log
from mingjian.evidence.witness import default_folder, run_witness

log_app = typer.Typer(no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Adds this module's group of commands."""
    app.add_typer(log_app, name="log")


@log_app.callback()
def log() -> None:
    """日志：验证、证明、导出。The log: verify, prove, export."""


@log_app.command()
def verify(
    witness: Annotated[
        Path | None, typer.Option(help="见证方文件夹 / folder of the witness")
    ] = None,
    processes: Annotated[int, typer.Option(help="进程数 / processes")] = 1,
    as_json: AsJson = False,
) -> None:
    """验证整个日志。Hash every entry anew and compare with tree, seals and witness.

    Exit code 1 when anything is wrong; every fault is named.
    """
    with platform():
        report = verify_log(witness=witness, processes=processes)
    if as_json:
        show(report.document(), as_json=True)
    else:
        _tell(report.entries, report.seals, report.waiting, report.witness)
        show([_fault_row(fault) for fault in report.faults], as_json=False)
    raise typer.Exit(0 if report.sound else 1)


def _tell(entries: int, seals: int, waiting: int, witness: int | None) -> None:
    say(
        f"已核对 {entries} 条、{seals} 次封存；待封存 {waiting} 条；见证至 {witness or '（无）'}",
        f"{entries} entries and {seals} seals checked; {waiting} waiting; witnessed to {witness}",
    )


def _fault_row(fault: Fault) -> dict[str, object]:
    sentence = fault.en if language() == "en" else fault.zh
    return {"fault": sentence, "position": fault.position, "detail": fault.detail}


@log_app.command()
def proof(
    number: Annotated[int, typer.Argument(metavar="N", help="日志条目号 / number of the entry")],
    as_json: AsJson = False,
) -> None:
    """某条日志的包含证明。The inclusion proof of an entry, for the stand-alone verifier."""
    with platform():
        found = inclusion(number)
    show(found.document(), as_json=as_json)
    raise typer.Exit(0 if found.holds() else 1)


@log_app.command()
def key() -> None:
    """日志的公钥。The public key that checkpoints are signed with."""
    with platform():
        typer.echo(verify_key().line())


@log_app.command("entries")
def show_entries(
    about: Annotated[int | None, typer.Option(help="主体编号 / number of a subject")] = None,
    kind: Annotated[str | None, typer.Option(help="种类 / kind, as check.asked")] = None,
    limit: Annotated[int, typer.Option(help="最多条数 / at most")] = 20,
    as_json: AsJson = False,
) -> None:
    """最近的日志条目。The latest entries."""
    with platform():
        found = entries(about, kind=kind, limit=limit)
    show(found, as_json=as_json, title=pick("日志", "log"))


@log_app.command()
def export(folder: Annotated[Path, typer.Argument(help="目标文件夹 / target folder")]) -> None:
    """导出日志供离线验证。Export the log for tools/mingjian_verify.py, which needs no account."""
    with platform():
        count = export_log(folder)
    say(f"已导出 {count} 条到 {folder}", f"{count} entries exported to {folder}")


@log_app.command()
def witness(
    address: Annotated[
        str | None, typer.Option(help="另一台机器的接口地址 / API of another machine, …/api/v1")
    ] = None,
    folder: Annotated[Path | None, typer.Option(help="见证方文件夹 / its own folder")] = None,
    every: Annotated[float, typer.Option(help="间隔秒数 / seconds between looks")] = 60.0,
) -> None:
    """见证日志：记下并联署检查点。Keep and cosign checkpoints; refuse a cut or forked log.

    Run it on a machine outside the platform: the city platform, a notary, the audit office.
    """
    stop = stop_on_signals()
    if address is not None:
        run_witness(folder or default_folder(), RemoteLog(address), stop, every)
        return
    with platform():
        run_witness(folder or default_folder(), LocalLog(), stop, every)
