"""Training for repair (task 15 of the plan): sessions, attendance, certificates."""

from mingjian.cases.training.attend import attend
from mingjian.cases.training.certify import certify
from mingjian.cases.training.plan import plan
from mingjian.cases.training.read import AttendanceView, TrainingView, trained, trainings

__all__ = [
    "AttendanceView",
    "TrainingView",
    "attend",
    "certify",
    "plan",
    "trained",
    "trainings",
]
