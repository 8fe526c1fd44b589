"""The table of imposed measures."""

from typing import ClassVar

from django.db import models

from mingjian.effects.models.effect import Gated
from mingjian.effects.models.entry import Entry


class Measure(Gated):
    """A measure (奖惩措施) on an organisation: for its entry, or by a decision of its own."""

    measure_id = models.TextField("措施")
    entry = models.ForeignKey(
        Entry, verbose_name="名单记录", on_delete=models.PROTECT, null=True, related_name="measures"
    )
    case_id = models.BigIntegerField("案件", null=True)

    class Meta(Gated.Meta):
        verbose_name = verbose_name_plural = "奖惩措施"
        indexes: ClassVar = [*Gated.Meta.indexes]
