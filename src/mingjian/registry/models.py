"""Tables of the registry. Periods are half-open (law 8); an unbounded start means not known."""

from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from mingjian.kernel.uscc_tables import SubjectClass


class Origin(models.TextChoices):
    """Where we know a subject from."""

    REGISTER = "register", "登记机关"
    REPORTED = "reported", "部门报送"


class CodeFlag(models.TextChoices):
    """What is known of a code (重错码: the national centre returns wrong and double codes)."""

    IN_USE = "in_use", "在用"
    REPLACED = "replaced", "已更换"
    DUPLICATE = "duplicate", "重码"
    FAULTY = "faulty", "错码"


class NameUse(models.TextChoices):
    """What a name is to its subject."""

    CURRENT = "current", "现用名"
    FORMER = "former", "曾用名"
    ALIAS = "alias", "别名"


class SuccessionReason(models.TextChoices):
    """How one subject took over from another."""

    MERGER = "merger", "合并"
    DIVISION = "division", "分立"
    CONVERSION = "conversion", "个转企"
    REORGANISATION = "reorganisation", "变更组织形式"


class Subject(models.Model):
    """An organisation (主体). Its number never changes; codes and names come and go."""

    kind = models.TextField("主体类型", choices=[(kind.value, kind.value) for kind in SubjectClass])
    status = models.TextField("登记状态", default="", help_text="登记机关所报状态，空为不详")
    division = models.TextField("区划", default="", help_text="县级区划代码或名称，空为不详")
    town = models.TextField("镇街", default="")
    industry = models.TextField("行业", default="")
    address = models.TextField("住所", default="")
    registered_on = models.DateField("成立日期", null=True)
    origin = models.TextField("来源", choices=Origin.choices)
    refreshed_on = models.DateField(
        "登记数据日期", null=True, help_text="早于此日的登记数据不再采用"
    )
    first_known_at = models.DateTimeField("首次知悉时间")

    class Meta:
        verbose_name = "主体"
        verbose_name_plural = "主体"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="registry_subject_kind_known",
                condition=Q(kind__in=[kind.value for kind in SubjectClass]),
            ),
            models.CheckConstraint(
                name="registry_subject_origin_known", condition=Q(origin__in=Origin.values)
            ),
        ]


class SubjectCode(models.Model):
    """A unified social credit code and the subject that holds it: a key with history."""

    code = models.CharField("统一社会信用代码", max_length=18, primary_key=True)
    subject = models.ForeignKey(
        Subject, verbose_name="主体", on_delete=models.PROTECT, related_name="codes"
    )
    held = DateRangeField("使用期间", help_text="起日不详时无下界")
    flag = models.TextField("状态", choices=CodeFlag.choices, default=CodeFlag.IN_USE)

    class Meta:
        verbose_name = "主体代码"
        verbose_name_plural = "主体代码"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="registry_code_shape",
                condition=Q(code__regex=r"^[0-9A-HJ-NPQRTUWXY]{18}$"),
            ),
            models.CheckConstraint(
                name="registry_code_flag_known", condition=Q(flag__in=CodeFlag.values)
            ),
            models.CheckConstraint(name="registry_code_held", condition=Q(held__isempty=False)),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["code"],
                name="registry_code_returned",
                condition=Q(flag__in=[CodeFlag.DUPLICATE, CodeFlag.FAULTY]),
            ),
        ]


class CodeMark(models.Model):
    """What was said of a code on a document: returned (重码, 错码), kept, or replaced by another.

    A trigger lets the marks of a code follow each other and brings its flag to the last of them.
    """

    code = models.ForeignKey(
        SubjectCode, verbose_name="代码", on_delete=models.PROTECT, related_name="marks"
    )
    flag = models.TextField("标记", choices=CodeFlag.choices, help_text="在用即核实保留")
    on = models.DateField("日期", help_text="文书所载日期")
    basis = models.TextField("依据", help_text="文书的名称和文号")
    reason = models.TextField("原因")
    replaced_by = models.ForeignKey(
        SubjectCode,
        verbose_name="更换为",
        on_delete=models.PROTECT,
        related_name="replaces",
        null=True,
    )
    actor = models.TextField("登记人")
    at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "代码标记"
        verbose_name_plural = "代码标记"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="registry_mark_flag_known", condition=Q(flag__in=CodeFlag.values)
            ),
            models.CheckConstraint(name="registry_mark_basis", condition=Q(basis__regex=r"\S")),
            models.CheckConstraint(name="registry_mark_reason", condition=Q(reason__regex=r"\S")),
            models.CheckConstraint(
                name="registry_mark_replaced",
                condition=Q(flag=CodeFlag.REPLACED, replaced_by__isnull=False)
                | (~Q(flag=CodeFlag.REPLACED) & Q(replaced_by__isnull=True)),
            ),
        ]


class SubjectName(models.Model):
    """A name of a subject and when it was the name.

    A current name has no end and each subject has at most one, so current names never overlap;
    former names of one subject are kept from overlapping by an exclusion constraint.
    """

    subject = models.ForeignKey(
        Subject, verbose_name="主体", on_delete=models.PROTECT, related_name="names"
    )
    name = models.TextField("名称", help_text="登记或报送的原样，供显示")
    normal_name = models.TextField("比对名称", help_text="规范化后的名称，只供比对")
    use = models.TextField("用途", choices=NameUse.choices)
    held = DateRangeField("使用期间", help_text="起日不详时无下界")

    class Meta:
        verbose_name = "主体名称"
        verbose_name_plural = "主体名称"
        indexes: ClassVar = [models.Index(fields=["normal_name"], name="registry_normal_name")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject"],
                name="registry_one_current_name",
                condition=Q(use=NameUse.CURRENT),
            ),
            models.CheckConstraint(
                name="registry_current_is_open",
                condition=~Q(use=NameUse.CURRENT) | Q(held__endswith__isnull=True),
            ),
            models.CheckConstraint(
                name="registry_name_use_known", condition=Q(use__in=NameUse.values)
            ),
            models.CheckConstraint(name="registry_name_held", condition=Q(held__isempty=False)),
            models.CheckConstraint(name="registry_name_given", condition=~Q(normal_name="")),
        ]


class Succession(models.Model):
    """One subject took over from another; a trigger lets it run in no circle and not backwards."""

    predecessor = models.ForeignKey(
        Subject, verbose_name="前身", on_delete=models.PROTECT, related_name="successions"
    )
    successor = models.ForeignKey(
        Subject, verbose_name="承继主体", on_delete=models.PROTECT, related_name="predecessions"
    )
    on = models.DateField("承继日期")
    reason = models.TextField("原因", choices=SuccessionReason.choices)

    class Meta:
        verbose_name = "主体承继"
        verbose_name_plural = "主体承继"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="registry_succession_once"
            ),
            models.CheckConstraint(
                name="registry_not_own_successor",
                condition=~Q(predecessor=models.F("successor")),
            ),
            models.CheckConstraint(
                name="registry_succession_reason_known",
                condition=Q(reason__in=SuccessionReason.values),
            ),
        ]
