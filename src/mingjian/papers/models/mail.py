"""The table of attempts to send a mail."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mingjian.papers.models.notice import Notice


class Mail(models.Model):
    """One attempt to send a notice by e-mail; a failure says why, and is shown to the sender."""

    notice = models.ForeignKey(
        Notice, verbose_name="通知", on_delete=models.PROTECT, related_name="mails"
    )
    at = models.DateTimeField("时间", auto_now_add=True)
    succeeded = models.BooleanField("成功")
    problem = models.TextField("问题", blank=True, default="")

    class Meta:
        verbose_name = verbose_name_plural = "邮件发送"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="papers_failed_mail_says_why",
                condition=Q(succeeded=True, problem="") | (Q(succeeded=False) & ~Q(problem="")),
            ),
        ]
