"""Notices of corrections; a notice itself says whether its receiver must answer."""

from typing import ClassVar

from django.db import migrations, models

KINDS = (
    "evidence",
    "prior_notice",
    "statement",
    "hearing_record",
    "decision",
    "report",
    "repair_notice",
    "application",
    "pledge",
    "proof",
    "rectification_order",
    "interview_record",
    "ruling",
    "reply",
    "missing_papers",
    "training_certificate",
    "withdrawal_notice",
    "correction_notice",)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("papers", "0002_laws")]
    operations: ClassVar = [
        migrations.RemoveConstraint("paper", "papers_kind_known"),
        migrations.AddConstraint(
            "paper",
            models.CheckConstraint(
                condition=models.Q(("kind__in", KINDS)), name="papers_kind_known"
            ),
        ),
        migrations.AddField(
            "notice",
            "awaited",
            models.BooleanField(
                db_default=False,
                default=False,
                help_text="收件单位须回告已经照办",
                verbose_name="须回告",
            ),
        ),
        migrations.AddConstraint(
            "notice",
            models.CheckConstraint(
                condition=models.Q(("awaited", False), models.Q(("unit_id", ""), _negated=True), _connector="OR"),
                name="papers_notice_awaited_of_a_unit",
            ),
        ),
    ]
