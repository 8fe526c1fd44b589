"""What came of a check. The check itself is an entry of the log and nothing else."""

from django.db import models
from django.db.models import Q

from mingjian.checks.outcome import Outcome


class Feedback(models.Model):
    """What the asker decided after a check (应用反馈). Rows are added; the latest one counts."""

    entry_id = models.BigIntegerField("核查日志条目", db_index=True)
    outcome = models.CharField("处理结果", max_length=32, choices=Outcome.choices)
    decided_on = models.DateField("决定日期")
    note = models.CharField("说明", max_length=1000, blank=True, default="")
    actor = models.CharField("反馈人", max_length=64)
    logged_as = models.BigIntegerField("反馈日志条目", unique=True)
    at = models.DateTimeField("反馈时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "核查应用反馈"
        constraints = (
            models.CheckConstraint(
                name="feedback_outcome_known", condition=Q(outcome__in=sorted(Outcome.values))
            ),
        )
