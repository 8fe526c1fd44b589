"""The table of notices."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mingjian.papers.models.paper import Paper


class Channel(models.TextChoices):
    """By which way a notice goes."""

    INBOX = "inbox", "平台收件箱"
    EMAIL = "email", "电子邮件"
    PRINT = "print", "纸质"


class Notice(models.Model):
    """A paper sent to somebody (通知): to a subject or to a unit, on a day, by a channel."""

    paper = models.ForeignKey(
        Paper, verbose_name="文书", on_delete=models.PROTECT, related_name="notices"
    )
    subject_id = models.BigIntegerField("收件主体", null=True)
    unit_id = models.TextField("收件单位", blank=True, default="")
    channel = models.TextField("渠道", choices=Channel.choices)
    address = models.TextField("地址", blank=True, default="", help_text="电子邮件地址")
    awaited = models.BooleanField(
        "须回告", default=False, db_default=False, help_text="收件单位须回告已经照办"
    )
    sent_on = models.DateField("发出日期")
    actor = models.TextField("发出人")
    recorded_at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "通知"
        indexes: ClassVar = [
            models.Index(fields=["subject_id", "-id"], name="papers_notice_subject"),
            models.Index(fields=["unit_id", "-id"], name="papers_notice_unit"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="papers_notice_to_one",
                condition=Q(subject_id__isnull=False, unit_id="")
                | (Q(subject_id__isnull=True) & ~Q(unit_id="")),
            ),
            models.CheckConstraint(
                name="papers_notice_awaited_of_a_unit", condition=Q(awaited=False) | ~Q(unit_id="")
            ),
            models.CheckConstraint(
                name="papers_channel_known", condition=Q(channel__in=Channel.values)
            ),
            models.CheckConstraint(
                name="papers_email_has_address",
                condition=(Q(channel=Channel.EMAIL) & ~Q(address="")) | ~Q(channel=Channel.EMAIL),
            ),
        ]
