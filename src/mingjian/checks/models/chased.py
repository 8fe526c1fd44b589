"""The table of reminders for feedback."""

from typing import ClassVar

from django.db import models


class Chased(models.Model):
    """A unit was reminded of its checks without feedback (催报), once for each day it was due."""

    unit_id = models.TextField("单位")
    due_on = models.DateField("反馈期限", null=True, help_text="所催核查中最早的期限；未规定的为空")
    checks = models.PositiveIntegerField("未反馈核查数")
    last_entry = models.BigIntegerField("最后一条核查日志", help_text="此后的核查另行催报")
    notice_id = models.BigIntegerField("通知")
    on = models.DateField("催报日期")

    class Meta:
        verbose_name = verbose_name_plural = "反馈催报"
        constraints: ClassVar = [
            models.UniqueConstraint(name="checks_chased_once", fields=["unit_id", "on"]),
            models.CheckConstraint(name="checks_chased_some", condition=models.Q(checks__gt=0)),
        ]
