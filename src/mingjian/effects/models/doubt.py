"""The table of doubts."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Missing(models.TextChoices):
    """What nobody has told yet."""

    SERVICE = "service", "送达日期和处罚程序"
    PUBLICATION = "publication", "公示期限"


class Doubt(models.Model):
    """What no rule could tell of a posted decision: a question to the unit that delivered it.

    Whether it is still open is told by what has been recorded since, not by a flag (law 4).
    """

    submission_id = models.BigIntegerField("批次")
    record_id = models.UUIDField("记录编号")
    subject_id = models.BigIntegerField("主体")
    unit_id = models.TextField("答复单位")
    missing = models.TextField("缺少", choices=Missing.choices)
    why = models.TextField("原因")
    due_on = models.DateField("答复期限")
    opened_at = models.DateTimeField("提出时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "存疑"
        indexes: ClassVar = [
            models.Index(fields=["unit_id", "due_on", "id"], name="effects_doubt_unit"),
            models.Index(fields=["record_id", "missing"], name="effects_doubt_record"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="effects_doubt_missing_known", condition=Q(missing__in=Missing.values)
            ),
            models.UniqueConstraint(
                name="effects_doubt_once", fields=["submission_id", "record_id", "missing"]
            ),
        ]
