"""The processes of a running site, and the parent that keeps them alive.

`mingjian serve` is the parent of four: the web server, the worker (jobs), the sealer and the near
witness of the log. Whatever dies is started again; so is the embedded database. None of them holds
state of its own: after a `kill -9` each goes on from what the database and the files say.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from mingjian.home.database import is_external
from mingjian.home.paths import home
from mingjian.home.postgres import ensure

WATCH_SECONDS = 0.5
# A child that dies at once is not started again at once: 0.5, 1, 2 ... up to this many seconds.
LONGEST_PAUSE = 30.0
STOP_SECONDS = 20.0


@dataclass
class Child:
    """One process with its command; restarted with growing pauses while it keeps failing."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    pause: float = WATCH_SECONDS
    not_before: float = 0.0
    started: float = 0.0

    def watch(self) -> None:
        """Starts the process when it is not running and its pause is over."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is None:
            return
        if self.process is not None:
            self._schedule(now)
        if now >= self.not_before:
            self._start(now)

    def stop(self) -> None:
        """Asks the process to end, and ends it when it does not."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._end_group()
            self.process.wait()

    def _schedule(self, now: float) -> None:
        self._end_group()
        lived = now - self.started
        self.pause = WATCH_SECONDS if lived > LONGEST_PAUSE else min(self.pause * 2, LONGEST_PAUSE)
        self.not_before = now + self.pause
        self.process = None

    def _start(self, now: float) -> None:
        with (home().logs / f"{self.name}.log").open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own commands
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        (home().run / f"{self.name}.pid").write_text(str(self.process.pid), "ascii")
        self.started = now

    def _end_group(self) -> None:
        """Ends what a killed process left behind: granian's workers would keep the port."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


def children(host: str, port: int, workers: int) -> list[Child]:
    """The processes of a site; the witness here is the near one, a far one is for others to run."""
    own = [sys.executable, "-m", "mingjian.cli"]
    return [
        Child("web", web_command(host, port, workers)),
        Child("worker", [*own, "worker"]),
        Child("sealer", [*own, "sealer"]),
        Child("witness", [*own, "log", "witness", "--every", "10"]),
    ]


def web_command(host: str, port: int, workers: int) -> list[str]:
    """Granian on our WSGI door; it serves the static files itself."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", host, "--port", str(port), "--workers", str(workers)),
        *("--blocking-threads", "8", "--backlog", "1024", "--no-ws", "--log-level", "warning"),
        *("--static-path-route", "/static", "--static-path-mount", str(home().root / "static")),
        "mingjian.site.wsgi:application",
    ]


def keep_running(family: Sequence[Child], stop: threading.Event) -> None:
    """Watches children and database until `stop`; then ends the children, last started first."""
    try:
        while not stop.is_set():
            if not is_external():
                ensure()
            for child in family:
                child.watch()
            stop.wait(WATCH_SECONDS)
    finally:
        for child in reversed(family):
            child.stop()
