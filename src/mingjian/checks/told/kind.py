"""Workbooks of feedback as a kind of bulk work."""

from typing import Final

from mingjian.bulk.answers.form import Filling
from mingjian.bulk.answers.kind import FormKind
from mingjian.checks.models import FeedbackPart, FeedbackSheet
from mingjian.checks.problems import TooManyReports
from mingjian.checks.told.given import plain
from mingjian.checks.told.problems import (
    FeedbackBroke,
    FeedbackNotDone,
    FeedbackOver,
    NoSuchFeedback,
)
from mingjian.checks.told.sheet import RECEIPT, form

RIGHT: Final = "check.feedback"
FEEDBACK: Final = FormKind(
    table=FeedbackSheet,
    parts=FeedbackPart,
    job="checks.feedback",
    queue="checks",
    noun="sheet",
    event="feedback",
    total="answers",
    size="rows",
    reads=RIGHT,
    stops=RIGHT,
    folder="feedback",
    no_such=NoSuchFeedback,
    over=FeedbackOver,
    not_done=FeedbackNotDone,
    broke=FeedbackBroke,
    filling=Filling(
        form=form,
        key=RECEIPT,
        filled=("CLJG", "JDRQ", "SM"),
        places={"outcome": "CLJG", "decided_on": "JDRQ", "note": "SM"},
        too_many=TooManyReports,
        same=plain,
    ),
)
