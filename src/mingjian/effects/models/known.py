"""What the packs say that the gate must know: rows are added and closed, so answers replay."""

from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField
from django.db import models

from mingjian.ledger.models import GivenJson


class Known(models.Model):
    """What an edition says, and when the database took it to be so."""

    during = DateRangeField("施行期间", help_text="左闭右开；无界即不限")
    edition_id = models.TextField("政策包版本")
    known = DateTimeRangeField("知悉期间", help_text="无上界即现行")

    class Meta:
        abstract = True


class KnownList(Known):
    """A list in force over days. `allowed`: whether the packs let an entry be made (`may_list`)."""

    list_id = models.TextField("名单")
    title_zh = models.TextField("名称")
    title_en = models.TextField("名称（英文）")
    colour = models.TextField("类别", help_text="red 红 / black 黑 / watch 重点关注")
    part = models.TextField("本区职责", blank=True, default="", help_text="不详为空")
    status = models.TextField("状态")
    allowed = models.BooleanField("可以列入")
    why = models.TextField("不可列入的原因", blank=True, default="")

    class Meta:
        db_table = "effects_list"
        verbose_name = verbose_name_plural = "名单目录"
        indexes: ClassVar = [models.Index(fields=["list_id"], name="effects_list_id")]


class KnownMeasure(Known):
    """A measure that may be imposed on organisations, with its article and longest term."""

    measure_id = models.TextField("措施")
    nature = models.TextField("性质")
    step = models.TextField("步骤")
    law = models.TextField("法律")
    article = models.TextField("条文")
    term_max_months = models.IntegerField("最长期限（月）", null=True, help_text="不详或终身为空")

    class Meta:
        db_table = "effects_catalogued"
        verbose_name = verbose_name_plural = "措施目录"
        indexes: ClassVar = [models.Index(fields=["measure_id"], name="effects_catalogued_id")]


class Attached(Known):
    """A measure that the law attaches, in a matter, to a live entry of a list."""

    list_id = models.TextField("名单")
    matter = models.TextField("事项")
    measure_id = models.TextField("措施")
    text = GivenJson("内容", help_text="措施、条文、期限，供核查答复引用")

    class Meta:
        db_table = "effects_attached"
        verbose_name = verbose_name_plural = "名单所附措施"
        indexes: ClassVar = [
            models.Index(fields=["list_id", "matter"], name="effects_attached_list")
        ]


class KnownItem(Known):
    """A catalogue item: whether its records are adverse, and which of them are none at all.

    `forbidden`: fields with words; a record that has them has no effect (e.g. simple procedure).
    """

    item = models.TextField("数据项")
    effect = models.TextField("效果")
    public = models.BooleanField("可公示")
    code_field = models.TextField("代码字段")
    basis_field = models.TextField("依据字段", blank=True, default="", help_text="没有的为空")
    own_basis = models.TextField("固定依据", blank=True, default="", help_text="记录不载明依据的")
    forbidden = models.JSONField("不得使用的内容", help_text="[{field, words, exact}]")

    class Meta:
        db_table = "effects_item"
        verbose_name = verbose_name_plural = "数据项目录"


class KnownUnit(Known):
    """A unit of government, and whether it is one of the district's."""

    unit_id = models.TextField("单位")
    in_district = models.BooleanField("本区单位")

    class Meta:
        db_table = "effects_unit"
        verbose_name = verbose_name_plural = "单位目录"
