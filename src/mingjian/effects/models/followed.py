"""The table of postings whose effects were computed."""

from typing import ClassVar

from django.db import models


class Followed(models.Model):
    """A posted submission was looked through: how many were published, how many doubts opened.

    Once when its file was posted, and again for the rows that later answers brought.
    """

    submission_id = models.BigIntegerField("批次")
    posted_at = models.DateTimeField("入账时间", null=True, help_text="早先计算的未记，以时间为准")
    answers = models.IntegerField("已答复疑问", db_default=0)
    at = models.DateTimeField("时间", auto_now_add=True)
    published = models.IntegerField("公示")
    doubts = models.IntegerField("存疑")

    class Meta:
        verbose_name = verbose_name_plural = "效果计算"
        indexes: ClassVar = [models.Index(fields=["posted_at"], name="effects_followed_last")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="effects_followed_once", fields=["submission_id", "posted_at", "answers"]
            )
        ]
