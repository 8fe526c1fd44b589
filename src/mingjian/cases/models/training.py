"""The tables of training for repair (任务 15)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mingjian.papers.models import Paper


class Training(models.Model):
    """A session of training for credit repair (信用修复培训)."""

    unit_id = models.TextField("主办单位")
    title = models.TextField("名称")
    held_on = models.DateField("日期")
    place = models.TextField("地点")
    planned_at = models.DateTimeField("登记时间", auto_now_add=True)
    planned_by = models.TextField("登记人")

    class Meta:
        verbose_name = verbose_name_plural = "信用修复培训"
        indexes: ClassVar = [models.Index(fields=["-held_on"], name="cases_training_day")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_training_says",
                condition=~Q(unit_id="") & ~Q(title="") & ~Q(place="") & ~Q(planned_by=""),
            ),
        ]


class Attendance(models.Model):
    """An organisation that took part (参训); with its certificate once that is issued."""

    training = models.ForeignKey(
        Training, verbose_name="培训", on_delete=models.PROTECT, related_name="attendances"
    )
    subject_id = models.BigIntegerField("主体")
    recorded_at = models.DateTimeField("登记时间", auto_now_add=True)
    recorded_by = models.TextField("登记人")
    certificate = models.OneToOneField(
        Paper, verbose_name="证书", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        verbose_name = verbose_name_plural = "参训"
        indexes: ClassVar = [models.Index(fields=["subject_id"], name="cases_attendance_subject")]
        constraints: ClassVar = [
            models.UniqueConstraint(name="cases_attends_once", fields=["training", "subject_id"]),
            models.CheckConstraint(name="cases_attendance_says", condition=~Q(recorded_by="")),
        ]
