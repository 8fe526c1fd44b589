"""What the tables of effects share: a period, a way out, an end that is written once."""

from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q


class Ending(models.Model):
    """The end of a row: written once, never changed. `ended_on` is the first day without it."""

    ended_on = models.DateField("终止日期", null=True, help_text="当日起不再适用")
    ended_why = models.TextField("终止原因", blank=True, default="")
    ended_basis = models.TextField("终止依据", blank=True, default="", help_text="条文或文书")
    ended_by = models.TextField("终止操作人", blank=True, default="")
    ended_at = models.DateTimeField("终止登记时间", null=True)
    ended_paper_id = models.BigIntegerField("终止文书", null=True)
    ended_case_id = models.BigIntegerField("终止所依案件", null=True)

    class Meta:
        abstract = True


class Effect(Ending):
    """Something held against (or for) an organisation over days: with its way out and remedy."""

    subject_id = models.BigIntegerField("主体")
    unit_id = models.TextField("单位", help_text="作出或报送的单位")
    holds = DateRangeField("有效期间", help_text="左闭右开")
    exit_zh = models.TextField("退出条件")
    exit_en = models.TextField("退出条件（英文）")
    remedy_zh = models.TextField("救济途径")
    remedy_en = models.TextField("救济途径（英文）")
    edition_id = models.TextField("政策包版本")
    actor = models.TextField("登记人")
    made_at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        abstract = True
        indexes: ClassVar = [models.Index(fields=["subject_id"], name="%(class)s_subject")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="effects_%(class)s_held",
                condition=Q(holds__isempty=False, holds__startswith__isnull=False),
            ),
        ]


class Gated(Effect):
    """The six parts of an entry or measure (law 2): article, decision, notice, term, exit, remedy.

    The term is the end of `holds`, or the condition that ends it where there is no end.
    """

    law = models.TextField("法律")
    article = models.TextField("条文")
    text_version = models.TextField("文本版本", help_text="所读文本的日期")
    decision_id = models.BigIntegerField("决定书", help_text="已签发的文书")
    service_id = models.BigIntegerField("送达回证")
    until_zh = models.TextField("期限条件", blank=True, default="", help_text="无止日时必填")
    until_en = models.TextField("期限条件（英文）", blank=True, default="")

    class Meta(Effect.Meta):
        abstract = True


class OfRecord(Effect):
    """An effect that a record of the ledger has by itself."""

    record_id = models.UUIDField("记录编号", db_index=True)
    item = models.TextField("数据项")
    code = models.CharField("统一社会信用代码", max_length=18)
    basis = models.TextField("依据", help_text="决定所载的法律条款")
    decision_number = models.TextField("决定文号")
    decided_on = models.DateField("决定日期")

    class Meta(Effect.Meta):
        abstract = True
