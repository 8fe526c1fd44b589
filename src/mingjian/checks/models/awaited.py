"""The table of checks whose feedback is asked for."""

from django.db import models
from django.db.models import Q


class Awaited(models.Model):
    """A check whose answer held measures: what was decided is asked for (应用反馈).

    Written by the statement that answers; what the answer said stands in the log entry.
    """

    entry_id = models.BigIntegerField("核查日志条目", primary_key=True)
    unit_id = models.TextField("单位")
    actor = models.TextField("核查人")
    subject_id = models.BigIntegerField("主体")
    matter = models.TextField("核查事项")
    asked_on = models.DateField("核查日期")
    due_on = models.DateField("反馈期限", null=True, help_text="政策包未规定的为空")
    restrains = models.BooleanField("含惩戒或监管措施")
    favours = models.BooleanField("含激励措施")

    class Meta:
        verbose_name = verbose_name_plural = "待反馈核查"
        indexes = (models.Index(fields=["unit_id", "entry_id"], name="checks_awaited_unit"),)
        constraints = (
            models.CheckConstraint(
                name="checks_awaited_has_measures", condition=Q(restrains=True) | Q(favours=True)
            ),
        )
