"""The table of corrections that were told."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mingjian.effects.models.adverse import Adverse
from mingjian.effects.models.served import ServedDecision
from mingjian.papers.models import Paper


class ToldCorrection(models.Model):
    """The paper by which every receiver was told of a corrected service (更正通知).

    Or, later, of the adverse information that came again after it: each is told of once.
    """

    served = models.ForeignKey(
        ServedDecision, verbose_name="更正", on_delete=models.PROTECT, related_name="told_by"
    )
    adverse = models.OneToOneField(
        Adverse,
        verbose_name="不良信息",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        help_text="更正之后才重新形成的",
    )
    paper = models.OneToOneField(
        Paper, verbose_name="文书", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        db_table = "effects_told"
        verbose_name = verbose_name_plural = "更正通知"
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="effects_told_once", fields=["served"], condition=Q(adverse=None)
            )
        ]
