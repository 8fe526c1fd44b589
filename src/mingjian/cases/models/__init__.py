"""Tables of cases. Rows are added and stay: triggers refuse the rest, to the owner too."""

from mingjian.cases.models.attached import CaseNotice, CasePaper
from mingjian.cases.models.case import Case
from mingjian.cases.models.reminder import Reminder
from mingjian.cases.models.step import CaseStep
from mingjian.cases.models.training import Attendance, Training

__all__ = ["Attendance", "Case", "CaseNotice", "CasePaper", "CaseStep", "Reminder", "Training"]
