"""The counter of the living district: checks, what was decided after some, a batch check."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import Final

from django.utils import timezone

from mingjian.accounts.actor import Actor, actor_of_account
from mingjian.checks.ask import ask
from mingjian.checks.batch.receive import Wanted, receive_batch
from mingjian.checks.batch.view import batches
from mingjian.checks.feedback import report
from mingjian.checks.outcome import Outcome
from mingjian.checks.owed import owed
from mingjian.checks.request import CheckRequest
from mingjian.district.codes import DIVISION
from mingjian.district.feedback_book import send_feedback
from mingjian.district.living.moment import at
from mingjian.district.people import DEMO, described, opened
from mingjian.kernel.uscc import compose
from mingjian.ledger.busiest import busiest
from mingjian.policy.standing import policies
from mingjian.registry.find import subjects
from mingjian.web.rolls import OnRoll, roll

WANTED: Final = Wanted("funds", "decision", "示例资金〔2026〕批1号")
MATTERS: Final = ("funds", "awards")
"""To which the measures of the serious lists are attached."""
DECIDED: Final = (Outcome.REFUSED, None, Outcome.CONDITIONS, Outcome.DEFERRED, None)
"""What comes of the checks with measures, in turn; None: nobody has reported yet."""
NOTE: Final = "示例：依措施办理"
_TAKES: Final = timedelta(days=4)
_SPREAD: Final = 4
_OTHERS: Final = 12
_UNKNOWN: Final = compose("91", DIVISION, "MA0UNKN0")
_MISTYPED: Final = "9133029900000000X"


def work_at_the_counter(folder: Path) -> None:
    """Check whom is on a list, report some of it, also by a workbook, send a batch; only once.

    The batch comes last: the worker answers it while the demo goes on.
    """
    clerk = actor_of_account(opened(described("clerk")))
    if not batches(clerk, limit=1):
        listed = list(_listed())
        _ask(clerk, listed)
        _report(clerk)
        send_feedback(clerk, folder)
        _send(clerk, folder / "batch-check.csv", [one.entry.subject_id for one in listed])


def _listed() -> Iterator[OnRoll]:
    today = timezone.localdate()
    for one in policies().every_list():
        found = roll(DEMO, one.id, today) if one.colour == "black" else []
        yield from (entry for entry in found if entry.standing == "in_force")


def _ask(clerk: Actor, listed: list[OnRoll]) -> None:
    """One check of each, on a day since the entry was made."""
    who, now = subjects(one.entry.subject_id for one in listed), timezone.now()
    for number, (one, matter) in enumerate(zip(listed, cycle(MATTERS), strict=False)):
        passed = (timezone.localdate(now) - one.since).days
        code = who[one.entry.subject_id].code
        with at(now - timedelta(days=passed * (number % _SPREAD) // _SPREAD)):
            ask(clerk, CheckRequest(code, matter, "decision", f"示例受理{number + 1}号"))


def _report(clerk: Actor) -> None:
    for one, outcome in zip(owed(clerk), cycle(DECIDED), strict=False):
        if outcome is not None:
            report(one.receipt, outcome, clerk, decided_on=_decided(one.asked_on), note=NOTE)


def _decided(asked_on: date) -> date:
    return min(asked_on + _TAKES, timezone.localdate())


def _send(clerk: Actor, path: Path, listed: list[int]) -> None:
    """The file stays in the demo's folder, to be sent again by hand."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([("统一社会信用代码", "主体名称"), *_rows(listed)])
    receive_batch(path, filename=path.name, wanted=WANTED, actor=clerk)


def _rows(listed: list[int]) -> Iterator[tuple[str, str]]:
    """Who is on a list, others with much on file, one unknown, one mistyped."""
    for firm in subjects([*listed, *(number for number, _ in busiest(_OTHERS))]).values():
        yield firm.code, firm.name
    yield _UNKNOWN, ""
    yield _MISTYPED, ""
