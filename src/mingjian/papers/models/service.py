"""The table of proofs of service."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mingjian.papers.models.notice import Notice
from mingjian.papers.models.paper import Paper


class How(models.TextChoices):
    """How a paper was served; the ways of 民事诉讼法 that administrative law refers to."""

    DIRECT = "direct", "直接送达"
    LEFT = "left", "留置送达"
    POST = "post", "邮寄送达"
    ELECTRONIC = "electronic", "电子送达"
    PUBLICATION = "publication", "公告送达"
    ACKNOWLEDGED = "acknowledged", "收件单位签收"


class Service(models.Model):
    """The proof that a notice arrived (送达回证); one for each notice."""

    notice = models.OneToOneField(
        Notice, verbose_name="通知", on_delete=models.PROTECT, related_name="service"
    )
    served_on = models.DateField("送达日期")
    how = models.TextField("送达方式", choices=How.choices)
    proof = models.ForeignKey(
        Paper, verbose_name="证明材料", on_delete=models.PROTECT, related_name="+", null=True
    )
    note = models.TextField("说明", blank=True, default="")
    actor = models.TextField("登记人")
    recorded_at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "送达回证"
        constraints: ClassVar = [
            models.CheckConstraint(name="papers_how_known", condition=Q(how__in=How.values)),
        ]
