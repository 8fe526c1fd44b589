"""Whether a notice wants an answer stands with the notice: not only cases send such ones."""

from typing import ClassVar

from django.db import migrations, models

# Notices are append-only, for the owner too: the rule rests while what was known moves over.
MOVE = """
ALTER TABLE papers_notice DISABLE TRIGGER papers_keep;
UPDATE papers_notice n SET awaited = true FROM cases_notice c
  WHERE c.notice_id = n.id AND c.receipt;
ALTER TABLE papers_notice ENABLE TRIGGER papers_keep;
"""
MOVE_BACK = """
ALTER TABLE cases_notice DISABLE TRIGGER cases_keep;
UPDATE cases_notice c SET receipt = n.awaited FROM papers_notice n WHERE n.id = c.notice_id;
ALTER TABLE cases_notice ENABLE TRIGGER cases_keep;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0004_red_lists"), ("papers", "0003_corrections")]
    operations: ClassVar = [
        migrations.RunSQL(MOVE, MOVE_BACK),
        # On the way back the column comes before what stands in it.
        migrations.AlterField(
            "casenotice",
            "receipt",
            models.BooleanField(
                db_default=False, help_text="修复结果须由每个接收单位回告", verbose_name="须回告"
            ),
        ),
        migrations.RemoveField("casenotice", "receipt"),
    ]
