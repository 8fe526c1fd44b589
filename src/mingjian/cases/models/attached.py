"""The tables of papers and notices that belong to steps."""

from typing import ClassVar

from django.db import models

from mingjian.cases.models.step import CaseStep
from mingjian.papers.models import Notice, Paper


class CasePaper(models.Model):
    """A paper that was handed in or issued with a step (随案文书)."""

    step = models.ForeignKey(
        CaseStep, verbose_name="步骤", on_delete=models.PROTECT, related_name="papers"
    )
    paper = models.ForeignKey(
        Paper, verbose_name="文书", on_delete=models.PROTECT, related_name="+"
    )
    issued = models.BooleanField("本步制作", help_text="否则为提交的材料")

    class Meta:
        db_table = "cases_paper"
        verbose_name = verbose_name_plural = "随案文书"
        constraints: ClassVar = [
            models.UniqueConstraint(name="cases_paper_once", fields=["step", "paper"]),
        ]


class CaseNotice(models.Model):
    """A notice that a step sent (随案通知); whether it arrived is told by its proof of service."""

    step = models.ForeignKey(
        CaseStep, verbose_name="步骤", on_delete=models.PROTECT, related_name="notices"
    )
    notice = models.OneToOneField(
        Notice, verbose_name="通知", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        db_table = "cases_notice"
        verbose_name = verbose_name_plural = "随案通知"
