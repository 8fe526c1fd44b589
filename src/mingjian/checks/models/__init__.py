"""What came of checks, and batches of them. A check itself is an entry of the log, nothing else."""

from mingjian.checks.models.awaited import Awaited
from mingjian.checks.models.batch import Batch, Part
from mingjian.checks.models.chased import Chased
from mingjian.checks.models.feedback import Feedback

__all__ = ["Awaited", "Batch", "Chased", "Feedback", "Part"]
