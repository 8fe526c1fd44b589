"""The table of steps."""

from typing import ClassVar, get_args

from django.db import models
from django.db.models import Q

from mingjian.cases.doing import Capacity
from mingjian.cases.models.case import OUTCOMES, Case
from mingjian.papers.models import Paper

CAPACITIES: tuple[str, ...] = get_args(Capacity)


class CaseStep(models.Model):
    """A step that was taken (办理步骤); the case stands where its last step led."""

    case = models.ForeignKey(
        Case, verbose_name="案件", on_delete=models.PROTECT, related_name="steps"
    )
    seq = models.PositiveIntegerField("步序", help_text="从 1 起连续")
    step = models.TextField("步骤")
    from_state = models.TextField("原状态", blank=True, help_text="立案一步为空")
    to_state = models.TextField("新状态")
    ends = models.TextField("结果", blank=True, default="", help_text="办结的一步填写")
    effect = models.TextField("效果", blank=True, default="")
    day = models.DateField("日期")
    at = models.DateTimeField("时间")
    actor = models.TextField("办理人")
    unit_id = models.TextField("办理单位", blank=True, help_text="主体和平台办理时为空")
    reason = models.TextField("理由", blank=True, default="")
    facts = models.JSONField("事实", default=dict)
    capacity = models.TextField(
        "到场人身份", blank=True, default="", help_text="窗口代录主体的步骤时填写"
    )
    proof = models.ForeignKey(
        Paper,
        verbose_name="签字材料",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        help_text="到场人签字的原件；姓名只在原件上",
    )
    entry_id = models.BigIntegerField("日志条目", unique=True)

    class Meta:
        db_table = "cases_step"
        verbose_name = verbose_name_plural = "办理步骤"
        indexes: ClassVar = [models.Index(fields=["effect", "day"], name="cases_effect_day")]
        constraints: ClassVar = [
            models.UniqueConstraint(name="cases_step_once", fields=["case", "seq"]),
            models.CheckConstraint(name="cases_step_counts", condition=Q(seq__gte=1)),
            models.CheckConstraint(
                name="cases_step_says",
                condition=~Q(step="") & ~Q(to_state="") & ~Q(actor=""),
            ),
            models.CheckConstraint(
                name="cases_first_from_nowhere",
                condition=Q(seq=1, from_state="") | (Q(seq__gt=1) & ~Q(from_state="")),
            ),
            models.CheckConstraint(
                name="cases_counter_has_proof",
                condition=Q(capacity="", proof__isnull=True)
                | Q(capacity__in=CAPACITIES, proof__isnull=False, unit_id=""),
            ),
            models.CheckConstraint(
                name="cases_ends_known", condition=Q(ends="") | Q(ends__in=OUTCOMES)
            ),
        ]
