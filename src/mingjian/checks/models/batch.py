"""The tables of batch checks: a workbook of codes, and what was answered, part by part."""

from typing import ClassVar, Final

from django.db import models

from mingjian.bulk import table as bulk
from mingjian.ledger.models import GivenJson

KINDS: Final = ("xlsx", "xls", "csv")


class Batch(bulk.Work):
    """A workbook (批量核查) of codes to check in one matter, for one purpose, in one case.

    What is asked, like what was sent, never changes; the database refuses it to the application.
    """

    kind = models.TextField("文件类型", choices=[(kind, kind) for kind in KINDS])
    matter = models.TextField("核查事项")
    purpose = models.TextField("核查目的")
    case = models.TextField("办件编号")
    on = models.DateField("查询日期")

    subjects = models.PositiveIntegerField("不同代码数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "批量核查"
        indexes: ClassVar = [bulk.of_unit("checks_batch")]
        constraints: ClassVar = bulk.laws("checks_batch")


class Part(bulk.Part):
    """Answers of a batch that were logged together."""

    batch = models.ForeignKey(
        Batch, verbose_name="批量核查", on_delete=models.PROTECT, related_name="parts"
    )
    subjects = models.PositiveIntegerField("代码数")
    results = GivenJson("结果", help_text="每个代码一组，供写回工作簿")
    counts = models.JSONField("结果计数", db_default={}, help_text="按结果；随结果一并写入")

    class Meta:
        verbose_name = verbose_name_plural = "批量核查部分"
        constraints: ClassVar = [
            models.UniqueConstraint(name="checks_part_once", fields=["batch", "number"]),
        ]
