"""Editions of packs that were ever used: kept for good, so that an answer can be replayed.

The content is text, not jsonb: the digest is over its bytes, and jsonb does not keep them.
"""

from django.db import models
from django.db.models.functions import Concat, Left, Now

from mingjian.policy.edition import SHOWN


class PackEdition(models.Model):
    """A pack in exactly one state. Rows are added and never changed: a trigger refuses."""

    label = models.CharField("版本标识", max_length=80, primary_key=True)
    pack_id = models.CharField("政策包", max_length=64, db_index=True)
    sha256 = models.CharField("内容摘要", max_length=64, unique=True)
    content = models.TextField(
        "内容", help_text="规范化 JSON（键排序、无空格、UTF-8）；摘要即对此文本计算"
    )
    first_used_at = models.DateTimeField("首次使用时间", db_default=Now(), editable=False)

    class Meta:
        """Names for people, and the label's tie to its digest."""

        verbose_name = "政策包版本"
        verbose_name_plural = "政策包版本"
        ordering = ("label",)
        constraints = (
            models.CheckConstraint(
                name="policy_label_names_digest",
                condition=models.Q(
                    label=Concat("pack_id", models.Value("@"), Left("sha256", SHOWN))
                ),
            ),
        )
