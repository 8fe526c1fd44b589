"""The tables of batch checks: a workbook of codes, and what was answered, part by part."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mingjian.checks.batch.stage import FINAL, KINDS, Stage
from mingjian.ledger.models import GivenJson


class Batch(models.Model):
    """A workbook (批量核查) of codes to check in one matter, for one purpose, in one case.

    The first block never changes after receipt; the database refuses it to the application.
    """

    unit_id = models.TextField("核查单位")
    actor = models.TextField("核查人")
    filename = models.TextField("文件名")
    sha256 = models.CharField("文件摘要", max_length=64, help_text="原件按此保存")
    size = models.BigIntegerField("字节数")
    kind = models.TextField("文件类型", choices=[(kind, kind) for kind in KINDS])
    matter = models.TextField("核查事项")
    purpose = models.TextField("核查目的")
    case = models.TextField("办件编号")
    on = models.DateField("查询日期")
    received_at = models.DateTimeField("接收时间")

    stage = models.TextField("进度", choices=Stage.choices, default=Stage.RECEIVED)
    rows = models.PositiveIntegerField("行数", default=0)
    subjects = models.PositiveIntegerField("不同代码数", default=0)
    bad = models.PositiveIntegerField("代码无效行数", default=0)
    problem = models.JSONField("问题", null=True, help_text="代码与事实")
    attempts = models.PositiveIntegerField("尝试次数", default=0)
    finished_at = models.DateTimeField("完成时间", null=True)
    cancel_requested_at = models.DateTimeField("请求取消时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "批量核查"
        indexes: ClassVar = [models.Index(fields=["unit_id", "-id"], name="checks_batch_unit")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="checks_batch_stage_known", condition=Q(stage__in=Stage.values)
            ),
            models.CheckConstraint(
                name="checks_batch_final_is_finished",
                condition=Q(stage__in=sorted(FINAL), finished_at__isnull=False)
                | (~Q(stage__in=sorted(FINAL)) & Q(finished_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="checks_batch_failed_says_why",
                condition=Q(stage=Stage.FAILED, problem__isnull=False)
                | (~Q(stage=Stage.FAILED) & Q(problem__isnull=True)),
            ),
        ]


class Part(models.Model):
    """Answers of a batch that were logged together; a killed worker goes on with the next part."""

    batch = models.ForeignKey(
        Batch, verbose_name="批量核查", on_delete=models.PROTECT, related_name="parts"
    )
    number = models.PositiveIntegerField("部分")
    subjects = models.PositiveIntegerField("代码数")
    results = GivenJson("结果", help_text="每个代码一组，供写回工作簿")
    counts = models.JSONField("结果计数", db_default={}, help_text="按结果；随结果一并写入")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "批量核查部分"
        constraints: ClassVar = [
            models.UniqueConstraint(name="checks_part_once", fields=["batch", "number"]),
        ]
