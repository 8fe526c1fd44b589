"""Checks whose feedback is asked for; rows stay as they are, for the owner too."""

from typing import ClassVar

from django.db import migrations, models

_KEEP = """
CREATE TRIGGER rows_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON checks_awaited
  FOR EACH STATEMENT EXECUTE FUNCTION checks_rows_stay();
"""
_KEEP_BACK = "DROP TRIGGER rows_stay ON checks_awaited;"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("checks", "0002_append_only"), ("effects", "0002_laws")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Awaited",
            fields=[
                (
                    "entry_id",
                    models.BigIntegerField(
                        primary_key=True, serialize=False, verbose_name="核查日志条目"
                    ),
                ),
                ("unit_id", models.TextField(verbose_name="单位")),
                ("actor", models.TextField(verbose_name="核查人")),
                ("subject_id", models.BigIntegerField(verbose_name="主体")),
                ("matter", models.TextField(verbose_name="核查事项")),
                ("asked_on", models.DateField(verbose_name="核查日期")),
                (
                    "due_on",
                    models.DateField(
                        help_text="政策包未规定的为空", null=True, verbose_name="反馈期限"
                    ),
                ),
                ("restrains", models.BooleanField(verbose_name="含惩戒或监管措施")),
                ("favours", models.BooleanField(verbose_name="含激励措施")),
            ],
            options={
                "verbose_name": "待反馈核查",
                "verbose_name_plural": "待反馈核查",
                "indexes": [
                    models.Index(fields=["unit_id", "entry_id"], name="checks_awaited_unit")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("restrains", True), ("favours", True), _connector="OR"),
                        name="checks_awaited_has_measures",
                    )
                ],
            },
        ),
        migrations.RunSQL(_KEEP, _KEEP_BACK),
    ]
