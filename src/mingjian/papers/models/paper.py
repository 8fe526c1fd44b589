"""The table of papers."""

from typing import ClassVar, get_args

from django.db import models
from django.db.models import Q

from mingjian.papers.models.given import GivenJson
from mingjian.policy.schema.procedure import PaperKind

KINDS: tuple[str, ...] = get_args(PaperKind)


class Paper(models.Model):
    """A document (文书): kept as a file under its hash, or made from facts by the platform.

    A drawn number has `year` and `serial`: without gaps for each unit, kind and year.
    """

    kind = models.TextField("种类")
    number = models.TextField("文号")
    year = models.IntegerField("文号年份", null=True, help_text="平台编号的文书才有")
    serial = models.IntegerField("文号序号", null=True)
    title = models.TextField("标题")
    unit_id = models.TextField("制作单位", blank=True, help_text="主体提交的文书为空")
    subject_id = models.BigIntegerField("当事主体", null=True)
    signed_by = models.TextField("签发人", blank=True, default="")
    signed_on = models.DateField("签发日期", null=True)
    sha256 = models.CharField("内容摘要", max_length=64)
    filename = models.TextField("文件名", blank=True, default="", help_text="上传的文件才有")
    size = models.BigIntegerField("字节数", null=True)
    facts = GivenJson("内容事实", null=True, help_text="平台制作的文书：按此渲染")
    actor = models.TextField("制作人")
    made_at = models.DateTimeField("制作时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "文书"
        indexes: ClassVar = [models.Index(fields=["subject_id"], name="papers_subject")]
        constraints: ClassVar = [
            models.CheckConstraint(name="papers_kind_known", condition=Q(kind__in=KINDS)),
            models.CheckConstraint(
                name="papers_of_a_unit_or_a_subject",
                condition=~Q(unit_id="") | Q(subject_id__isnull=False),
            ),
            models.CheckConstraint(
                name="papers_signed_by_and_on",
                condition=Q(signed_by="", signed_on__isnull=True)
                | (~Q(signed_by="") & Q(signed_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="papers_file_or_facts",
                condition=(~Q(filename="") & Q(size__isnull=False, size__gt=0, facts__isnull=True))
                | Q(filename="", size__isnull=True, facts__isnull=False),
            ),
            models.CheckConstraint(
                name="papers_sha256_shape", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(
                name="papers_year_with_serial",
                condition=Q(year__isnull=True, serial__isnull=True)
                | Q(year__isnull=False, serial__isnull=False, serial__gte=1),
            ),
            models.UniqueConstraint(
                name="papers_number_once",
                fields=["unit_id", "kind", "number"],
                condition=~Q(unit_id=""),
            ),
            models.UniqueConstraint(
                name="papers_serial_once", fields=["unit_id", "kind", "year", "serial"]
            ),
        ]
