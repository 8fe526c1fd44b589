"""Start, ask, kill and stop a whole site."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from running.later import later

START_SECONDS = 180.0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@dataclass
class RunningSite:
    """A site under `home`; `accounts`: user name to password, `key`: of the client system.

    `ahead`: so many days after today it lives.
    """

    home: Path
    port: int = field(default_factory=_free_port)
    accounts: dict[str, str] = field(default_factory=dict)
    key: str = ""
    summary: dict[str, Any] = field(default_factory=dict)
    parent: subprocess.Popen[bytes] | None = None
    ahead: int = 0

    @property
    def url(self) -> str:
        """Address of the site, without a slash at its end."""
        return f"http://127.0.0.1:{self.port}"

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Runs `mingjian` in this home and waits for it."""
        return subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "mingjian.cli", *words],
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )

    def make_demo(self, *words: str) -> None:
        """A generated district through the main job; fills accounts, key and summary."""
        done = self.command("demo", "--no-serve", "--json", *words)
        assert done.returncode == 0, done.stderr[-3000:] + done.stdout[-1000:]
        self.summary = json.loads(done.stdout)
        self.accounts = {each["username"]: each["password"] for each in self.summary["accounts"]}
        self.key = self.summary["client_key"]

    def start(self) -> None:
        """`mingjian serve`, until it answers."""
        words = ["serve", "--port", str(self.port), "--workers", "1"]
        with (self.home / "serve.log").open("ab") as log:
            self.parent = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-m", "mingjian.cli", *words],
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        wait_until(self.answers, START_SECONDS, "the site to answer")

    def stop(self) -> None:
        """Ends the site and its database in order."""
        if self.parent is not None:
            self.parent.send_signal(signal.SIGTERM)
            self.parent.wait(60)

    def copy(self, home: Path) -> "RunningSite":
        """Another site with all that this one holds; this one must not run."""
        assert self.parent is None, "a database is copied only while nothing runs"
        subprocess.run(["cp", "-a", str(self.home), str(home)], check=True)  # noqa: S603, S607 - cp
        return RunningSite(
            home, accounts=dict(self.accounts), key=self.key, summary=dict(self.summary)
        )

    def go_on(self, days: int) -> None:
        """Stop, and go on so many days later; there is no way back: the log has seen that day."""
        assert days > 0, "time goes forward only"
        self.stop()
        self.ahead += days
        self.start()
        wait_until(self.seals, START_SECONDS, "the log to be sealed on the later day")

    def seals(self) -> bool:
        """Whether the log is fresh, so that checks are answered."""
        asked = {"code": "", "matter": "licensing", "purpose": "decision", "case": "1"}
        try:
            done = httpx.post(
                f"{self.url}/api/v1/checks",
                json=asked,
                headers={"Authorization": f"Bearer {self.key}"},
                timeout=5,
            )
        except httpx.HTTPError:
            return False
        return done.status_code != httpx.codes.SERVICE_UNAVAILABLE

    def answers(self) -> bool:
        """Whether the sign-in page can be had."""
        try:
            return httpx.get(f"{self.url}/sign-in/", timeout=2).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False

    def kill(self, name: str) -> bool:
        """`kill -9` of web, worker, sealer, witness or database; whether there was one."""
        path = self.home / ("postgres/postmaster.pid" if name == "database" else f"run/{name}.pid")
        try:
            os.kill(int(path.read_text().split()[0]), signal.SIGKILL)
        except (FileNotFoundError, ProcessLookupError, IndexError, ValueError):
            return False
        return True

    def environment(self) -> dict[str, str]:
        """The environment of this site's processes: nothing of the test run's own home."""
        own = {name: value for name, value in os.environ.items() if "MINGJIAN" not in name}
        own.pop("DJANGO_SETTINGS_MODULE", None)
        return own | {
            "MINGJIAN_HOME": str(self.home),
            "MINGJIAN_POSTGRES_OPTIONS": "shared_buffers=128MB",
            **later(self.ahead, self.home),
        }


def wait_until(condition: Callable[[], bool], seconds: float, what: str) -> None:
    """Waits for a condition; the failure names what was waited for."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited {seconds} s in vain for {what}"
        time.sleep(0.1)
