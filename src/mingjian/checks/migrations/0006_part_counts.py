"""Each part of a batch keeps how often each result came in it, so no page counts them again."""

from typing import ClassVar

from django.db import migrations, models

# Rows stay as they are, for the owner too; what is added here is made of what stands in them.
_FILL = """
ALTER TABLE checks_part DISABLE TRIGGER rows_stay;
UPDATE checks_part SET counts = (
  SELECT json_object_agg(kind, times) FROM (
    SELECT kind, count(*) AS times FROM (
      SELECT CASE WHEN one->>1 = 'unknown_subject' THEN 'unknown' WHEN one->>1 = 'refused' THEN 'refused'
        WHEN (one->>8)::bool THEN 'shielded'
        WHEN concat(one->>4, one->>5, one->>6) = '' THEN 'nothing' ELSE 'force' END AS kind
      FROM json_array_elements(results) one
      UNION ALL
      SELECT 'disputed' FROM json_array_elements(results) one WHERE (one->>7)::bool) told
    GROUP BY kind) counted);
ALTER TABLE checks_part ENABLE TRIGGER rows_stay;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("checks", "0005_batches_stay")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="part",
            name="counts",
            field=models.JSONField(
                db_default={}, help_text="按结果；随结果一并写入", verbose_name="结果计数"
            ),
        ),
        migrations.RunSQL(_FILL, migrations.RunSQL.noop),
    ]
