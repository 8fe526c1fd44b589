"""The papers by which corrections of service days were told."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

# Append-only for the owner too, as everything that says who was told.
KEEP = """
CREATE TRIGGER keep BEFORE DELETE OR TRUNCATE ON effects_told
  FOR EACH STATEMENT EXECUTE FUNCTION effects_refuse();
CREATE TRIGGER stays BEFORE UPDATE ON effects_told
  FOR EACH STATEMENT EXECUTE FUNCTION effects_refuse();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("effects", "0006_subject_in_use"), ("papers", "0003_corrections")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="ToldCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="papers.paper",
                        verbose_name="文书",
                    ),
                ),
                (
                    "served",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="told_by",
                        to="effects.serveddecision",
                        verbose_name="更正",
                    ),
                ),
            ],
            options={
                "verbose_name": "更正通知",
                "verbose_name_plural": "更正通知",
                "db_table": "effects_told",
            },
        ),
        migrations.RunSQL(KEEP, "DROP TRIGGER stays ON effects_told; DROP TRIGGER keep ON effects_told;"),
    ]
