"""The table of reminders."""

from typing import ClassVar

from django.db import models

from mingjian.cases.models.case import Case


class Reminder(models.Model):
    """A time limit that the office missed, told once (督办): of which clock and case."""

    case = models.ForeignKey(
        Case, verbose_name="案件", on_delete=models.PROTECT, related_name="reminders"
    )
    clock = models.TextField("期限")
    due_on = models.DateField("应办结日期")
    day = models.DateField("督办日期")
    entry_id = models.BigIntegerField("日志条目", unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "督办"
        constraints: ClassVar = [
            models.UniqueConstraint(name="cases_reminds_once", fields=["case", "clock", "due_on"]),
        ]
