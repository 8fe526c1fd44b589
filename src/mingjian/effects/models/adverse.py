"""The table of adverse information."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from mingjian.effects.models.effect import OfRecord


class Finality(models.TextChoices):
    """By what a decision became final."""

    NO_CONTEST = "no_contest", "期满未申请复议、未起诉"
    UPHELD = "upheld", "经复议或诉讼维持"


class Adverse(OfRecord):
    """Adverse information in the file (不良信息): from the day a decision became final."""

    served_on = models.DateField("决定送达日期")
    final_on = models.DateField("生效确定日期")
    how = models.TextField("确定方式", choices=Finality.choices)
    while_listed = models.BooleanField(
        "在名单期间延长", default=False, help_text="保存期满时仍在黑名单的，延至移出"
    )

    class Meta(OfRecord.Meta):
        verbose_name = verbose_name_plural = "不良信息"
        constraints: ClassVar = [
            *OfRecord.Meta.constraints,
            models.CheckConstraint(
                name="effects_adverse_from_finality",
                condition=Q(holds__startswith=F("final_on"), holds__endswith__isnull=False),
            ),
            models.CheckConstraint(
                name="effects_adverse_served_then_final",
                condition=Q(served_on__gte=F("decided_on"), final_on__gt=F("served_on")),
            ),
            models.CheckConstraint(
                name="effects_adverse_how_known", condition=Q(how__in=Finality.values)
            ),
            models.UniqueConstraint(
                name="effects_adverse_once",
                fields=["record_id"],
                condition=Q(ended_on__isnull=True),
            ),
        ]
