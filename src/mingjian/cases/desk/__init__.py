"""The case desk: what is mine, my unit's, due today, overdue, paused."""

from mingjian.cases.desk.desk import Asked, DeskPage, Which, desk
from mingjian.cases.desk.rows import DeskRow

__all__ = ["Asked", "DeskPage", "DeskRow", "Which", "desk"]
