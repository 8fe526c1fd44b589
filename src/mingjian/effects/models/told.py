"""The table of corrections that were told."""

from django.db import models

from mingjian.effects.models.served import ServedDecision
from mingjian.papers.models import Paper


class ToldCorrection(models.Model):
    """The paper by which every receiver was told of a corrected service (更正通知)."""

    served = models.OneToOneField(
        ServedDecision, verbose_name="更正", on_delete=models.PROTECT, related_name="told_by"
    )
    paper = models.OneToOneField(
        Paper, verbose_name="文书", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        db_table = "effects_told"
        verbose_name = verbose_name_plural = "更正通知"
