"""A clerk of the living district sends a workbook of feedback: one row good, one bad."""

import csv
from pathlib import Path
from typing import Final

from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.bulk.answers.view import sheets
from mingjian.checks.outcome import OUTCOME_NAMES, Outcome
from mingjian.checks.owed import Sought, owed
from mingjian.checks.told.kind import FEEDBACK
from mingjian.checks.told.receive import receive_feedback

TITLES: Final = ("回执号", "处理结果", "决定日期", "说明")
_WORD: Final = OUTCOME_NAMES[Outcome.REFUSED].zh
_MISTYPED: Final = "1-000000000000"


def send_feedback(clerk: Actor, folder: Path) -> None:
    """The file stays in the demo's folder, to be corrected and sent again; once is enough."""
    left = owed(clerk, Sought(mine=True), limit=1)
    if sheets(FEEDBACK, clerk, 1) or not left:
        return
    today = timezone.localdate().isoformat()
    receipts = (left[0].receipt, _MISTYPED)
    rows = [(receipt, _WORD, today, "示例：依措施办理") for receipt in receipts]
    path = folder / "feedback.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([TITLES, *rows])
    receive_feedback(path, filename=path.name, actor=clerk)
