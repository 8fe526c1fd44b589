"""The tables of workbooks of service days: what was sent, and what became of it, part by part."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mingjian.effects.service.stage import FINAL, Stage


class ServiceSheet(models.Model):
    """A workbook of service days (送达登记表) that somebody sent for a unit.

    The first block never changes after receipt; the database refuses it to the application.
    """

    unit_id = models.TextField("报送单位")
    actor = models.TextField("登记人")
    filename = models.TextField("文件名")
    sha256 = models.CharField("文件摘要", max_length=64, help_text="原件按此保存")
    size = models.BigIntegerField("字节数")
    received_at = models.DateTimeField("接收时间")

    stage = models.TextField("进度", choices=Stage.choices, default=Stage.RECEIVED)
    rows = models.PositiveIntegerField("行数", default=0)
    answers = models.PositiveIntegerField("可登记行数", default=0)
    bad = models.PositiveIntegerField("填写有误行数", default=0)
    unfilled = models.PositiveIntegerField("未填写行数", default=0)
    problem = models.JSONField("问题", null=True, help_text="代码与事实")
    attempts = models.PositiveIntegerField("尝试次数", default=0)
    finished_at = models.DateTimeField("完成时间", null=True)
    cancel_requested_at = models.DateTimeField("请求取消时间", null=True)

    class Meta:
        db_table = "effects_sheet"
        verbose_name = verbose_name_plural = "送达登记表"
        indexes: ClassVar = [models.Index(fields=["unit_id", "-id"], name="effects_sheet_unit")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="effects_sheet_stage_known", condition=Q(stage__in=Stage.values)
            ),
            models.CheckConstraint(
                name="effects_sheet_final_is_finished",
                condition=Q(stage__in=sorted(FINAL), finished_at__isnull=False)
                | (~Q(stage__in=sorted(FINAL)) & Q(finished_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="effects_sheet_failed_says_why",
                condition=Q(stage=Stage.FAILED, problem__isnull=False)
                | (~Q(stage=Stage.FAILED) & Q(problem__isnull=True)),
            ),
        ]


class SheetPart(models.Model):
    """Rows that were recorded together; a killed worker goes on with the next part."""

    sheet = models.ForeignKey(
        ServiceSheet, verbose_name="送达登记表", on_delete=models.PROTECT, related_name="parts"
    )
    number = models.PositiveIntegerField("部分")
    rows = models.PositiveIntegerField("行数")
    recorded = models.PositiveIntegerField("登记")
    corrected = models.PositiveIntegerField("更正")
    unchanged = models.PositiveIntegerField("未变")
    refused = models.JSONField("未接受", help_text="每行一组：行号、问题")
    refusals = models.GeneratedField(
        expression=models.Func("refused", function="jsonb_array_length"),
        output_field=models.IntegerField(),
        db_persist=True,
        verbose_name="未接受行数",
    )
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        db_table = "effects_sheetpart"
        verbose_name = verbose_name_plural = "送达登记表部分"
        constraints: ClassVar = [
            models.UniqueConstraint(name="effects_sheetpart_once", fields=["sheet", "number"]),
        ]
