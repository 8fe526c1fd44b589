"""The table of published decisions."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from mingjian.effects.models.effect import OfRecord


class Publication(OfRecord):
    """A published decision (公示): from its first day to its latest, or until it is stopped."""

    grade = models.TextField("失信等级", blank=True, default="", help_text="规则不分级的为空")
    rules = models.TextField("规则", help_text="所依公示与修复规则的编号")
    earliest_end = models.DateField("最早可终止日", null=True, help_text="不详或不得提前的为空")

    class Meta(OfRecord.Meta):
        verbose_name = verbose_name_plural = "公示"
        constraints: ClassVar = [
            *OfRecord.Meta.constraints,
            models.CheckConstraint(
                name="effects_publication_ends", condition=Q(holds__endswith__isnull=False)
            ),
            models.CheckConstraint(
                name="effects_publication_earliest",
                condition=Q(earliest_end__isnull=True)
                | Q(
                    earliest_end__gte=F("holds__startswith"), earliest_end__lte=F("holds__endswith")
                ),
            ),
            models.UniqueConstraint(
                name="effects_publication_once",
                fields=["record_id"],
                condition=Q(ended_on__isnull=True),
            ),
        ]
