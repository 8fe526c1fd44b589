"""The table of served decisions."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

PROCEDURES = [("ordinary", "普通程序"), ("simple", "简易程序"), ("unknown", "不详")]


class ServedDecision(models.Model):
    """How the decision of a record was made and served: what its finality is computed from."""

    record_id = models.UUIDField("记录编号", primary_key=True)
    subject_id = models.BigIntegerField("主体")
    served_on = models.DateField("送达日期", null=True, help_text="不详为空")
    procedure = models.TextField("程序", choices=PROCEDURES)
    told = models.BooleanField("已告知救济途径和期限")
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
        ]
