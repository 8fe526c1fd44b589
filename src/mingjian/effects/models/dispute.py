"""The table of disputes."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mingjian.effects.models.effect import Ending

TARGETS = ("record", "adverse", "entry", "measure")


class Dispute(Ending):
    """Something an organisation objects to (异议): marked at once, until it is settled."""

    kind = models.TextField("对象种类")
    target = models.TextField("对象编号")
    subject_id = models.BigIntegerField("主体", db_index=True)
    case_id = models.BigIntegerField("案件")
    opened_on = models.DateField("提出日期")
    actor = models.TextField("登记人")
    made_at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "异议标注"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="effects_dispute_kind_known", condition=Q(kind__in=TARGETS)
            ),
            models.UniqueConstraint(
                name="effects_dispute_once", fields=["kind", "target", "case_id"]
            ),
        ]
