"""What the tables of bulk work share: what was sent, how far it is, and its parts.

A room makes its own tables of these, with its own triggers: what was sent never changes, what has
ended stays as it ended, a part stays as it was worked on.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mingjian.bulk.stage import FINAL, Stage


class Work(models.Model):
    """A workbook that somebody sent for a unit. The first block never changes after receipt."""

    unit_id = models.TextField("单位")
    actor = models.TextField("提交人")
    filename = models.TextField("文件名")
    sha256 = models.CharField("文件摘要", max_length=64, help_text="原件按此保存")
    size = models.BigIntegerField("字节数")
    received_at = models.DateTimeField("接收时间")

    stage = models.TextField("进度", choices=Stage.choices, default=Stage.RECEIVED)
    rows = models.PositiveIntegerField("行数", default=0)
    bad = models.PositiveIntegerField("有误行数", default=0, help_text="读取时即有误的")
    problem = models.JSONField("问题", null=True, help_text="代码与事实")
    attempts = models.PositiveIntegerField("尝试次数", default=0)
    finished_at = models.DateTimeField("完成时间", null=True)
    cancel_requested_at = models.DateTimeField("请求取消时间", null=True)

    objects: ClassVar = models.Manager()

    class Meta:
        abstract = True


class Part(models.Model):
    """What was worked on together; a killed worker goes on with the next part."""

    number = models.PositiveIntegerField("部分")
    at = models.DateTimeField("时间", auto_now_add=True)

    objects: ClassVar = models.Manager()

    class Meta:
        abstract = True


PROGRESS = (
    *("stage", "rows", "bad", "problem", "attempts"),
    *("finished_at", "cancel_requested_at"),
)
"""The columns that change while it is worked on, beside what a kind counts of its own."""


def laws(table: str) -> list[models.BaseConstraint]:
    """What holds of every stage, as constraints of the table."""
    ends = sorted(FINAL)
    return [
        models.CheckConstraint(name=f"{table}_stage_known", condition=Q(stage__in=Stage.values)),
        models.CheckConstraint(
            name=f"{table}_final_is_finished",
            condition=Q(stage__in=ends, finished_at__isnull=False)
            | (~Q(stage__in=ends) & Q(finished_at__isnull=True)),
        ),
        models.CheckConstraint(
            name=f"{table}_failed_says_why",
            condition=Q(stage=Stage.FAILED, problem__isnull=False)
            | (~Q(stage=Stage.FAILED) & Q(problem__isnull=True)),
        ),
    ]


def of_unit(table: str) -> models.Index:
    """By which a unit finds its own, the newest first."""
    return models.Index(fields=["unit_id", "-id"], name=f"{table}_unit")
