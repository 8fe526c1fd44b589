"""Tables of the ledger: versions on two axes, withdrawals, postings counted.

No foreign keys on versions: one row costs two b-trees and nothing else (measured: 1 M rows, 11 s).
Subjects and submissions are never removed, so nothing can dangle.
"""

from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q


class GivenJson(models.TextField):  # type: ignore[type-arg]  # not generic at run time
    """PostgreSQL's `json`: the text stays as given, so its digest can be computed again."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:  # noqa: ARG002 - Django's own signature
        """The column's type."""
        return "json"


class Act(models.TextChoices):
    """What made a version."""

    POSTED = "posted", "报送"
    CORRECTED = "corrected", "更正"
    AMENDED = "amended", "部分变更"


class Version(models.Model):
    """What was known of a record (信用记录) over a period, and for which days it holds.

    `valid`: the days for which it holds. `known`: from when to when the platform held it true.
    Versions of one record never overlap on both axes: an exclusion constraint and a trigger see to
    it, and a second trigger lets `known` only ever go from open to closed.
    """

    pk = models.CompositePrimaryKey("record_id", "seq")
    record_id = models.UUIDField("记录编号", help_text="由数据项与自然键算得，重报不变")
    seq = models.IntegerField("版次")
    item = models.TextField("数据项")
    subject_id = models.BigIntegerField("主体")
    unit_id = models.TextField("来源单位")
    valid = DateRangeField("有效期间", help_text="左闭右开")
    known = DateTimeRangeField("知悉期间", help_text="左闭右开；无上界即现行")
    submission_id = models.BigIntegerField("批次")
    row_no = models.IntegerField("行号", help_text="报送人文件中的行号")
    edition_id = models.TextField("政策包版本")
    act = models.TextField("成因", choices=Act.choices)
    digest = models.BinaryField("内容摘要", help_text="内容文本的 SHA-256")
    payload = GivenJson("内容", help_text="按数据项字段顺序的原文，空值省略")

    class Meta:
        verbose_name = "记录版本"
        verbose_name_plural = "记录版本"
        indexes: ClassVar = [
            models.Index(fields=["subject_id"], name="ledger_subject"),
            BrinIndex(fields=["submission_id"], name="ledger_submission"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(name="ledger_valid_held", condition=Q(valid__isempty=False)),
            models.CheckConstraint(name="ledger_known_held", condition=Q(known__isempty=False)),
            models.CheckConstraint(
                name="ledger_known_begins", condition=Q(known__startswith__isnull=False)
            ),
            models.CheckConstraint(name="ledger_act_known", condition=Q(act__in=Act.values)),
            models.CheckConstraint(name="ledger_seq_from_one", condition=Q(seq__gte=1)),
        ]


class ItemPostings(models.Model):
    """How often rows of an item were posted (see postings.py)."""

    item = models.TextField("数据项", primary_key=True)
    count = models.BigIntegerField("入库次数")

    class Meta:
        verbose_name = "入库次数"
        verbose_name_plural = "入库次数"


class Withdrawal(models.Model):
    """A record was taken back (撤回): why, on what basis, by whom. It stays readable as history."""

    record_id = models.UUIDField("记录编号", db_index=True)
    at = models.DateTimeField("撤回时间")
    reason = models.TextField("原因")
    basis = models.TextField("依据", help_text="法律条文或文书")
    submission_id = models.BigIntegerField("批次", null=True, help_text="随报送撤回时的批次")
    actor = models.TextField("操作人")

    class Meta:
        verbose_name = "记录撤回"
        verbose_name_plural = "记录撤回"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="ledger_withdrawal_says_why",
                condition=~Q(reason="") & ~Q(basis="") & ~Q(actor=""),
            ),
            models.UniqueConstraint(fields=["record_id", "at"], name="ledger_withdrawal_once"),
        ]
