"""Commands that run the site: migrate, serve, worker, sealer."""

import signal
import threading
from typing import Annotated

import typer
from django.core.management import call_command

from mingjian.cli.boot import platform, server
from mingjian.cli.output import print_json, say
from mingjian.evidence.seal import run_sealer
from mingjian.site.api import api
from mingjian.site.migrate import migrate as bring_up
from mingjian.site.processes import children, keep_running
from mingjian.site.worker import run_worker

Host = Annotated[str, typer.Option(help="监听地址 / address to listen on")]
Port = Annotated[int, typer.Option(help="端口 / port")]
Workers = Annotated[int, typer.Option(help="网页进程数 / web processes")]


def add_to(app: typer.Typer) -> None:
    """Adds this module's commands."""
    app.command()(serve)
    app.command()(migrate)
    app.command(hidden=True)(worker)
    app.command(hidden=True)(sealer)
    app.command(hidden=True)(openapi)


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


def stop_on_signals() -> threading.Event:
    """An event that SIGINT and SIGTERM set."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    return stop


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


def openapi() -> None:
    """Prints the description of the API (OpenAPI 3.1)."""
    print_json(api.get_openapi_schema(path_prefix="/api/v1/"))
