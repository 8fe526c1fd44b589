"""The table of published list entries."""

from django.db import models

from mingjian.effects.models.entry import Entry


class Announced(models.Model):
    """An entry was published (公布): from which day everybody may see it, and who said so."""

    entry = models.OneToOneField(
        Entry, models.PROTECT, primary_key=True, related_name="+", verbose_name="名单记录"
    )
    published_on = models.DateField("公布日期", help_text="当日起可以公示")
    case_id = models.BigIntegerField("案件", null=True)
    actor = models.TextField("登记人")
    made_at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "名单公布"
