"""Two more kinds of procedure: recognition on a red list, and removal from one."""

from typing import ClassVar

from django.db import migrations, models

KINDS = (
    "determination",
    "withdrawal",
    "objection",
    "review",
    "repair",
    "rectification",
    "interview",
    "exit",
    "shielding",
    "recognition",
    "removal",
)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0003_apart")]
    operations: ClassVar = [
        migrations.RemoveConstraint("case", "cases_kind_known"),
        migrations.AddConstraint(
            "case",
            models.CheckConstraint(
                condition=models.Q(("kind__in", KINDS)), name="cases_kind_known"
            ),
        ),
    ]
