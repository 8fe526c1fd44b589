"""The parent keeps its children alive, and leaves nothing behind."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from mingjian.site import processes
from mingjian.site.processes import Child, keep_running

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
FAIL = [sys.executable, "-c", "raise SystemExit(1)"]


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGJIAN_HOME", str(tmp_path))


def _running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _until(condition: "threading.Event | object", seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:  # type: ignore[operator]
        time.sleep(0.02)
    assert condition()  # type: ignore[operator]


def _pid(child: Child) -> int | None:
    return child.process.pid if child.process else None


def test_a_killed_child_comes_back(tmp_path: Path) -> None:
    child = Child("web", SLEEP)
    child.watch()
    first = _pid(child)
    assert first is not None
    assert (tmp_path / "run" / "web.pid").read_text() == str(first)
    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    child.watch()
    assert _pid(child) is None  # it pauses before it starts again
    child.not_before = 0
    child.watch()
    assert _pid(child) not in {None, first}
    child.stop()


def test_a_child_that_keeps_failing_is_started_ever_more_rarely() -> None:
    child = Child("worker", FAIL)
    pauses = []
    for _ in range(9):
        child.not_before = 0
        child.watch()
        assert child.process is not None
        child.process.wait()
        child.watch()
        pauses.append(child.pause)
    assert pauses[:3] == [1.0, 2.0, 4.0]
    assert pauses[-1] == processes.LONGEST_PAUSE


def test_what_a_killed_child_started_ends_with_it(tmp_path: Path) -> None:
    note = tmp_path / "grandchild"
    code = (
        "import subprocess,sys,time,pathlib\n"
        "p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(note)!r}).write_text(str(p.pid))\ntime.sleep(60)\n"
    )
    child = Child("web", [sys.executable, "-c", code])
    child.watch()
    _until(lambda: note.exists() and note.read_text())
    assert child.process is not None
    child.process.kill()
    child.process.wait()
    child.watch()
    _until(lambda: not _running(int(note.read_text())) or _zombie(int(note.read_text())))


def _zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_the_parent_ends_its_children(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "ensure", lambda: None)
    stop = threading.Event()
    family = [Child("one", SLEEP), Child("two", SLEEP)]
    parent = threading.Thread(target=keep_running, args=(family, stop))
    parent.start()
    _until(lambda: all(child.process for child in family))
    stop.set()
    parent.join(20)
    assert all(child.process and child.process.poll() is not None for child in family)
