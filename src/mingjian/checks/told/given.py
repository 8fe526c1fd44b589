"""What somebody says was decided after a check, and what came of saying it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from mingjian.checks.problems import NoSuchReceipt
from mingjian.checks.receipt import Receipt
from mingjian.kernel.problem import Problem

What = Literal["recorded", "corrected", "unchanged"]


@dataclass(frozen=True, slots=True)
class Told:
    """The outcome, the day and the reason of one decision. `receipt`: of the check before it."""

    receipt: str
    outcome: str
    decided_on: date
    note: str = ""


Came = What | Problem


def plain(receipt: str) -> str:
    """A receipt as it is printed, however it was typed; what is none stays as it is."""
    try:
        return str(Receipt.read(receipt))
    except NoSuchReceipt:
        return receipt.strip()
