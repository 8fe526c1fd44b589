"""What somebody says was decided after a check, and what came of saying it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from mingjian.accounts.actor import Actor
from mingjian.checks.problems import NoSuchReceipt
from mingjian.checks.receipt import Receipt
from mingjian.intake.findings import Finding
from mingjian.kernel.problem import Language, Problem

What = Literal["recorded", "corrected", "unchanged"]


@dataclass(frozen=True, slots=True)
class Told:
    """The outcome, the day and the reason of one decision. `receipt`: of the check before it."""

    receipt: str
    outcome: str
    decided_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A workbook, who sends it, in which language it is given back and where to."""

    filename: str
    actor: Actor
    returned: Path
    language: Language = "zh"


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a workbook: checks reported, corrected, unchanged; rows bad or not answered.

    `returned`: the workbook given back, where rows were bad. `findings`: what is wrong, by row.
    """

    rows: int
    recorded: int
    corrected: int
    unchanged: int
    bad: int
    left: int
    returned: Path | None
    findings: tuple[Finding, ...]


Came = What | Problem


def plain(receipt: str) -> str:
    """A receipt as it is printed, however it was typed; what is none stays as it is."""
    try:
        return str(Receipt.read(receipt))
    except NoSuchReceipt:
        return receipt.strip()
