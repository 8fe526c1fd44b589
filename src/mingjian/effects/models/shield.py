"""The table of shields."""

from django.db import models

from mingjian.effects.models.effect import Ending


class Shield(Ending):
    """Adverse matters of an organisation are out of sight from a day on (破产重整暂时屏蔽)."""

    subject_id = models.BigIntegerField("主体", db_index=True)
    ruling_id = models.BigIntegerField("裁定书")
    case_id = models.BigIntegerField("案件")
    from_on = models.DateField("起始日期")
    actor = models.TextField("登记人")
    made_at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "暂时屏蔽"
