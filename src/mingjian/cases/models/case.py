"""The table of cases."""

from typing import ClassVar, get_args

from django.db import models
from django.db.models import Q

from mingjian.policy.schema.procedure import About, Outcome, ProcedureKind

KINDS: tuple[str, ...] = get_args(ProcedureKind)
ABOUT: tuple[str, ...] = get_args(About)
OUTCOMES: tuple[str, ...] = get_args(Outcome)


class Case(models.Model):
    """One matter on its way through a procedure (案件).

    The first block never changes. The second follows the last step: a trigger writes it with the
    step and lets nobody else. Clocks are no columns: they are computed from the steps (law 4).
    """

    unit_id = models.TextField("承办单位", help_text="作出决定的单位")
    year = models.IntegerField("案号年份")
    serial = models.IntegerField("案号序号", help_text="每单位每年连续")
    procedure = models.TextField("程序", help_text="政策包中的程序编号")
    kind = models.TextField("程序类别")
    edition_id = models.TextField("政策包版本", help_text="本案始终按立案时的程序办理")
    subject_id = models.BigIntegerField("当事主体")
    about = models.TextField("事项类别")
    about_id = models.TextField(
        "事项", help_text="名单编号，或所涉记录、信息、名单条目、措施的编号"
    )
    parent = models.ForeignKey(
        "self",
        verbose_name="原案件",
        on_delete=models.PROTECT,
        related_name="followers",
        null=True,
    )
    opened_at = models.DateTimeField("立案时间")
    opened_on = models.DateField("立案日期")
    opened_by = models.TextField("立案人")

    seq = models.PositiveIntegerField("步数", default=0)
    state = models.TextField("状态", blank=True, default="")
    closed_on = models.DateField("办结日期", null=True)
    outcome = models.TextField("结果", blank=True, default="", help_text="对当事主体而言")

    class Meta:
        verbose_name = verbose_name_plural = "案件"
        indexes: ClassVar = [
            models.Index(fields=["subject_id", "-id"], name="cases_subject"),
            models.Index(fields=["unit_id", "-id"], name="cases_unit"),
            models.Index(fields=["about", "about_id"], name="cases_about"),
            models.Index(fields=["id"], name="cases_open", condition=Q(closed_on__isnull=True)),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(name="cases_number_once", fields=["unit_id", "year", "serial"]),
            models.CheckConstraint(name="cases_kind_known", condition=Q(kind__in=KINDS)),
            models.CheckConstraint(name="cases_about_known", condition=Q(about__in=ABOUT)),
            models.CheckConstraint(
                name="cases_says",
                condition=~Q(unit_id="") & ~Q(about_id="") & ~Q(procedure="") & ~Q(opened_by=""),
            ),
            models.CheckConstraint(
                name="cases_closed_with_outcome",
                condition=Q(closed_on__isnull=True, outcome="")
                | Q(closed_on__isnull=False, outcome__in=OUTCOMES),
            ),
            # A review follows a case of another unit; a trigger looks at the unit.
            models.CheckConstraint(
                name="cases_review_has_parent",
                condition=~Q(kind="review") | Q(parent__isnull=False),
            ),
        ]

    @property
    def number(self) -> str:
        """The number of the case (案号), unique with the unit."""
        return f"明案〔{self.year}〕{self.serial}号"
