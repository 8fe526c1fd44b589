"""`mingjian serve`: the site, until Ctrl-C."""

from typing import Annotated

import typer
from django.core.management import call_command

from mingjian.cli.boot import platform
from mingjian.cli.output import say
from mingjian.cli.stopping import stop_on_signals
from mingjian.site.processes import children, keep_running

Host = Annotated[str, typer.Option(help="监听地址 / address to listen on")]
Port = Annotated[int, typer.Option(help="端口 / port")]
Workers = Annotated[int, typer.Option(help="网页进程数 / web processes")]


def add_to(app: typer.Typer) -> None:
    """Adds this module's command."""
    app.command()(serve)


def serve(host: Host = "127.0.0.1", port: Port = 8000, workers: Workers = 2) -> None:
    """启动网站、作业与日志封存。Serve the site, the jobs and the sealing of the log."""
    with platform(migrating=True):
        run_site(host, port, workers)


def run_site(host: str, port: int, workers: int) -> None:
    """Runs the three processes until Ctrl-C or SIGTERM; the database server is up already."""
    call_command("collectstatic", verbosity=0, interactive=False)
    stop = stop_on_signals()
    say(f"已启动：http://{host}:{port}/ （Ctrl-C 停止）", f"Serving http://{host}:{port}/")
    keep_running(children(host, port, workers), stop)
