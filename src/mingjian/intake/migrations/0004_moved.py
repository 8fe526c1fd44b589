"""What moved last is found by its moment: files of an item by their end, answers by their own."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies: ClassVar = [("intake", "0003_backlog")]
    operations: ClassVar = [
        migrations.AddIndex(
            "submission",
            models.Index(
                fields=["item", "finished_at"],
                name="intake_posted",
                condition=Q(stage="posted"),
            ),
        ),
        migrations.AddIndex(
            "question",
            models.Index(
                fields=["item", "answered_at"],
                name="intake_question_answered",
                condition=Q(answered_at__isnull=False),
            ),
        ),
    ]
