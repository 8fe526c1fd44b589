"""What came of checks, and batches of them. A check itself is an entry of the log, nothing else."""

from mingjian.checks.models.awaited import Awaited
from mingjian.checks.models.batch import KINDS, Batch, Part
from mingjian.checks.models.chased import Chased
from mingjian.checks.models.feedback import Feedback
from mingjian.checks.models.sheet import FeedbackPart, FeedbackSheet

__all__ = [
    "KINDS",
    "Awaited",
    "Batch",
    "Chased",
    "Feedback",
    "FeedbackPart",
    "FeedbackSheet",
    "Part",
]
