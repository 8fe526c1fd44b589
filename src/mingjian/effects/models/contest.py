"""The table of reviews and suits against decisions."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

KINDS = [("review", "行政复议"), ("suit", "行政诉讼"), ("appeal", "上诉")]
OUTCOMES = [
    ("upheld", "维持"),
    ("changed", "变更"),
    ("revoked", "撤销"),
    ("unlawful", "确认违法"),
    ("void", "确认无效"),
    ("withdrawn", "申请人撤回"),
]


class Contest(models.Model):
    """A decision was taken to review or to court; what came of it is written once."""

    record_id = models.UUIDField("记录编号", db_index=True)
    subject_id = models.BigIntegerField("主体")
    kind = models.TextField("种类", choices=KINDS)
    filed_on = models.DateField("提起日期")
    actor = models.TextField("登记人")
    made_at = models.DateTimeField("登记时间", auto_now_add=True)
    decided_on = models.DateField("结果生效日期", null=True)
    served_on = models.DateField("结果送达日期", null=True)
    outcome = models.TextField("结果", choices=OUTCOMES, blank=True, default="")
    basis = models.TextField("结果文书", blank=True, default="", help_text="复议决定或判决的文号")
    due_on = models.DateField("撤下期限", null=True, help_text="变更、撤销等之后三个工作日")
    decided_by = models.TextField("结果登记人", blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "复议与诉讼"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="effects_contest_kind_known",
                condition=Q(kind__in=[value for value, _ in KINDS]),
            ),
            models.CheckConstraint(
                name="effects_contest_decided",
                condition=Q(
                    decided_on__isnull=True, outcome="", basis="", decided_by="", served_on=None
                )
                | (
                    Q(decided_on__isnull=False, outcome__in=[value for value, _ in OUTCOMES])
                    & ~Q(basis="")
                    & ~Q(decided_by="")
                ),
            ),
            models.CheckConstraint(
                name="effects_contest_in_order",
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("filed_on")),
            ),
            models.UniqueConstraint(
                name="effects_contest_once", fields=["record_id", "kind", "filed_on"]
            ),
        ]
