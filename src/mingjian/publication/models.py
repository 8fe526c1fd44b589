"""Tables of the portal: where licences are found, and who asked how much."""

from typing import ClassVar

from django.db import models


class Licence(models.Model):
    """Where a licence stands: what a list is ordered and filtered by.

    A directory, not a copy: what is shown is read out of the ledger when it is asked for, so that a
    row that lags behind shows nothing that is gone. Rows are written anew when a posting with their
    record is followed, a minute later at most, and at once when a record is put right or taken back
    without one.
    """

    record_id = models.UUIDField("记录编号", primary_key=True)
    subject_id = models.BigIntegerField("主体")
    unit_id = models.TextField("来源单位")
    category = models.TextField("许可类别", help_text="其他-备注 记为 其他")
    decided_on = models.DateField("决定日期")
    until = models.DateField("不再有效之日", null=True, help_text="长期有效为空")

    class Meta:
        verbose_name = verbose_name_plural = "公示许可目录"
        indexes: ClassVar = [
            models.Index(fields=["-decided_on", "record_id"], name="publication_licence_latest"),
            models.Index(
                fields=["unit_id", "-decided_on", "record_id"], name="publication_licence_unit"
            ),
            models.Index(fields=["subject_id"], name="publication_licence_subject"),
        ]


class Followed(models.Model):
    """A posting whose licences are in the directory."""

    submission_id = models.BigIntegerField("批次", primary_key=True)
    posted_at = models.DateTimeField("入账时间", db_index=True)
    answers = models.IntegerField("已答复疑问", db_default=0)
    licences = models.IntegerField("许可")

    class Meta:
        verbose_name = verbose_name_plural = "许可目录跟进"


class Visitor(models.Model):
    """What somebody has asked of the portal, as the moment at which all of it is paid off.

    `who` is a digest under the site's own key: the table names no address, and forgets it after a
    minute. It is not written to the database's log, so a crash empties it: nobody is shut out.
    No index on the moment: each request writes it, and in place only while no index holds it.
    """

    who = models.CharField("来访者摘要", max_length=32, primary_key=True)
    paid_until = models.DateTimeField("计次抵至")

    class Meta:
        verbose_name = verbose_name_plural = "公示访问计次"
