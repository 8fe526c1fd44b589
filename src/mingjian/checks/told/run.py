"""The work on a workbook of feedback."""

from collections.abc import Mapping, Sequence
from typing import Any

from mingjian.accounts.actor import Actor
from mingjian.bulk.answers.at_once import AT_ONCE
from mingjian.bulk.answers.work import Came, Recorder
from mingjian.checks.models import FeedbackSheet
from mingjian.checks.told.given import plain
from mingjian.checks.told.kind import FEEDBACK
from mingjian.checks.told.many import counted, report_each
from mingjian.checks.told.sheet import RECEIPT, told_of
from mingjian.kernel.problem import Problem


class FeedbackRecorder(Recorder[FeedbackSheet]):
    """Reports what was decided after the checks."""

    kind = FEEDBACK

    def record(self, row: FeedbackSheet, part: Sequence[Mapping[str, Any]], actor: Actor) -> Came:
        """By the receipt of the check."""
        del row  # whose a check is stands with the check
        came = report_each(actor, map(told_of, part))
        outcomes = [came[plain(str(one[RECEIPT]))] for one in part]
        problems = [one if isinstance(one, Problem) else None for one in outcomes]
        return counted(came.values()), problems


def run_feedback(sheet_id: int) -> None:
    """Take a workbook to its end. Raises as `Worker.run`."""
    FeedbackRecorder(AT_ONCE).run(sheet_id)
