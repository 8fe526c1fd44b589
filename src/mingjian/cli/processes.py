"""The processes of a running site beside the web server, and the one that makes the tables."""

import typer

from mingjian.cli.boot import platform, server
from mingjian.cli.stopping import stop_on_signals
from mingjian.evidence.seal import run_sealer
from mingjian.site.migrate import migrate as bring_up
from mingjian.site.worker import run_worker


def add_to(app: typer.Typer) -> None:
    """Adds this module's commands."""
    app.command()(migrate)
    app.command()(worker)
    app.command()(sealer)


def migrate() -> None:
    """建立或更新数据表（以属主身份）。Bring the tables to this version, as the owner role."""
    with server():
        bring_up()


def worker() -> None:
    """The worker: takes jobs from the queue in PostgreSQL."""
    with platform():
        run_worker()


def sealer() -> None:
    """The sealer of the log: one pass every few seconds."""
    with platform():
        run_sealer(stop_on_signals())
