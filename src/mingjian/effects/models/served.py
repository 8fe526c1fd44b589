"""The table of served decisions."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from mingjian.papers.models import How

PROCEDURES = [("ordinary", "普通程序"), ("simple", "简易程序"), ("unknown", "不详")]


class ServedDecision(models.Model):
    """How the decision of a record was made and served: what its finality is computed from.

    A correction is a further row with its reason; the last one of a record counts.
    """

    record_id = models.UUIDField("记录编号")
    seq = models.PositiveIntegerField("次序", default=1, help_text="从 1 起连续；大于 1 为更正")
    subject_id = models.BigIntegerField("主体")
    served_on = models.DateField("送达日期", null=True, help_text="不详为空")
    how = models.TextField("送达方式", choices=How.choices, blank=True, default="")
    procedure = models.TextField("程序", choices=PROCEDURES)
    told = models.BooleanField("已告知救济途径和期限")
    reason = models.TextField("更正理由", blank=True, default="")
    actor = models.TextField("登记人")
    made_at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        db_table = "effects_served"
        verbose_name = verbose_name_plural = "决定送达"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="effects_served_procedure_known",
                condition=Q(procedure__in=[value for value, _ in PROCEDURES]),
            ),
            models.CheckConstraint(
                name="effects_served_how_known", condition=Q(how="") | Q(how__in=How.values)
            ),
            models.CheckConstraint(
                name="effects_served_corrected_with_reason",
                condition=Q(seq=1, reason="") | (Q(seq__gt=1) & ~Q(reason="")),
            ),
            models.UniqueConstraint(F("record_id"), F("seq").desc(), name="effects_served_once"),
        ]
