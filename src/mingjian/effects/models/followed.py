"""The table of postings whose effects were computed."""

from django.db import models


class Followed(models.Model):
    """A posted submission was looked through: how many were published, how many doubts opened."""

    submission_id = models.BigIntegerField("批次", primary_key=True)
    at = models.DateTimeField("时间", auto_now_add=True)
    published = models.IntegerField("公示")
    doubts = models.IntegerField("存疑")

    class Meta:
        verbose_name = verbose_name_plural = "效果计算"
