"""The main job, shown on the generated district, and what happens in it afterwards."""

import secrets
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

from mingjian.checks.ask import ask_with_key
from mingjian.checks.request import CheckRequest
from mingjian.district.counter import work_at_the_counter
from mingjian.district.deliveries import Part
from mingjian.district.generate import district, generate
from mingjian.district.living.stage import live
from mingjian.district.living.tally import Living, living
from mingjian.district.manifest import FileMade, Manifest
from mingjian.district.people import (
    DEMO,
    DemoAccount,
    demo_key,
    open_demo_accounts,
    story_accounts,
)
from mingjian.district.plan import Plan
from mingjian.district.service_book import send_service_days
from mingjian.evidence.faults import VerifyReport
from mingjian.evidence.verify import verify_log
from mingjian.home.paths import home
from mingjian.intake.models import Question, Submission
from mingjian.intake.receive import receive
from mingjian.intake.stage import FINAL, Via
from mingjian.ledger.busiest import busiest
from mingjian.policy.standing import policies
from mingjian.registry.find import subject
from mingjian.registry.problems import NoSuchSubject
from mingjian.site.processes import children, keep_running

REGISTER = "market-entity"
POLL_SECONDS = 0.25
# What is under way, how many of how many are done, and how much came of it: files and their rows,
# days and the steps on them.
Under = Literal["taking-in", "living"]
Watch = Callable[[Under, int, int, int], None]


@dataclass(frozen=True, slots=True)
class DemoResult:
    """What the demo shows at its end."""

    folder: Path
    manifest: Manifest
    submissions: tuple[Submission, ...]
    questions: int
    living: Living
    check: dict[str, Any]
    log: VerifyReport
    accounts: tuple[DemoAccount, ...]
    client_key: str


def run_demo(plan: Plan, watch: Watch) -> DemoResult:
    """Generates the district, sends every file through the worker, plays the stories, verifies.

    The register goes first: names can only be compared with what the register says.
    """
    folder = home().root / "demo"
    manifest = generate(plan, folder)
    units = sorted({file.unit for file in manifest.files})
    accounts = open_demo_accounts(units)
    key = demo_key(plan)
    with _working():
        first = [each for each in manifest.files if each.item == REGISTER]
        rest = [each for each in manifest.files if each.item != REGISTER]
        sent = _send(first, folder, watch) + _send(rest, folder, watch)
        live(district(plan, policies()).population, partial(watch, "living"))
        work_at_the_counter(folder)
        send_service_days(folder)
        check = _check(key)
        report = _verified()
    return DemoResult(
        folder,
        manifest,
        tuple(Submission.objects.filter(pk__in=sent).order_by("pk")),
        Question.objects.filter(submission__in=sent, answered_at=None).count(),
        living(),
        check,
        report,
        (*accounts, *story_accounts()),
        key,
    )


@contextmanager
def _working() -> Iterator[None]:
    """The worker, the sealer and the witness at work, as on a running site."""
    family = [child for child in children("127.0.0.1", 0, 1) if child.name != "web"]
    stop = threading.Event()
    parent = threading.Thread(target=keep_running, args=(family, stop))
    parent.start()
    try:
        yield
    finally:
        stop.set()
        parent.join()


def _send(files: Sequence[FileMade], folder: Path, watch: Watch) -> list[int]:
    """Sends files as their departments would, and waits until each is posted or refused."""
    sent = [_receive(file, folder) for file in files]
    while True:
        rows = Submission.objects.filter(pk__in=sent).values_list("stage", "rows")
        done = [count for stage, count in rows if stage in FINAL]
        watch("taking-in", len(done), len(sent), sum(done))
        if len(done) == len(sent):
            return sent
        time.sleep(POLL_SECONDS)


def _receive(file: FileMade, folder: Path) -> int:
    with (folder / file.path).open("rb") as stream:
        submission = receive(
            stream,
            filename=file.path,
            item=file.item,
            unit_id=file.unit,
            actor=DEMO,
            via=Via.CLI,
            backlog=file.part == Part.HISTORY,
        )
    return int(submission.pk)


def _check(key: str) -> dict[str, Any]:
    """The last step of the main job: an approving system asks about a subject with many records."""
    request = CheckRequest(
        code=_busiest_code(),
        matter="licensing",
        purpose="decision",
        case=f"示例〔2026〕{secrets.randbelow(10_000):04d}号",
    )
    return ask_with_key(key, request).document()


def _busiest_code() -> str:
    ((subject_id, _),) = busiest(1)
    found = subject(subject_id)
    if found is None:
        raise NoSuchSubject(subject=subject_id)
    return found.code


def _verified(seconds: float = 10.0) -> VerifyReport:
    """The log verified, after the sealer had a moment to take in the last answer."""
    end = time.monotonic() + seconds
    report = verify_log()
    while report.waiting and time.monotonic() < end:
        time.sleep(POLL_SECONDS)
        report = verify_log()
    return report
