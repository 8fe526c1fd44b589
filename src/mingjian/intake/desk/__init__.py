"""What a liaison and the credit office see of intake: submissions, what is late, quality."""

from mingjian.intake.desk.cycles import ItemCycle, cycles
from mingjian.intake.desk.deliveries import UnitDeliveries, deliveries
from mingjian.intake.desk.quality import CodeQuality, quality
from mingjian.intake.desk.reach import Filters
from mingjian.intake.desk.submissions import SubmissionView, submission, submissions

__all__ = [
    "CodeQuality",
    "Filters",
    "ItemCycle",
    "SubmissionView",
    "UnitDeliveries",
    "cycles",
    "deliveries",
    "quality",
    "submission",
    "submissions",
]
