"""The tables of workbooks of feedback: what was sent, and what became of it, part by part."""

from typing import ClassVar

from django.db import models

from mingjian.bulk.answers.table import Answers, AnswersPart
from mingjian.bulk.table import laws, of_unit


class FeedbackSheet(Answers):
    """A workbook of feedback (应用反馈表) that somebody sent for his unit."""

    class Meta:
        db_table = "checks_sheet"
        verbose_name = verbose_name_plural = "应用反馈表"
        indexes: ClassVar = [of_unit("checks_sheet")]
        constraints: ClassVar = laws("checks_sheet")


class FeedbackPart(AnswersPart):
    """Reports that were recorded together."""

    sheet = models.ForeignKey(
        FeedbackSheet, verbose_name="应用反馈表", on_delete=models.PROTECT, related_name="parts"
    )

    class Meta:
        db_table = "checks_sheetpart"
        verbose_name = verbose_name_plural = "应用反馈表部分"
        constraints: ClassVar = [
            models.UniqueConstraint(name="checks_sheetpart_once", fields=["sheet", "number"]),
        ]
