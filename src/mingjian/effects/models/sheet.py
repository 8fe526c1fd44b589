"""The tables of workbooks of service days: what was sent, and what became of it, part by part."""

from typing import ClassVar

from django.db import models

from mingjian.bulk.answers.table import Answers, AnswersPart
from mingjian.bulk.table import laws, of_unit


class ServiceSheet(Answers):
    """A workbook of service days (送达登记表) that somebody sent for a unit."""

    class Meta:
        db_table = "effects_sheet"
        verbose_name = verbose_name_plural = "送达登记表"
        indexes: ClassVar = [of_unit("effects_sheet")]
        constraints: ClassVar = laws("effects_sheet")


class SheetPart(AnswersPart):
    """Decisions that were recorded together."""

    sheet = models.ForeignKey(
        ServiceSheet, verbose_name="送达登记表", on_delete=models.PROTECT, related_name="parts"
    )

    class Meta:
        db_table = "effects_sheetpart"
        verbose_name = verbose_name_plural = "送达登记表部分"
        constraints: ClassVar = [
            models.UniqueConstraint(name="effects_sheetpart_once", fields=["sheet", "number"]),
        ]
