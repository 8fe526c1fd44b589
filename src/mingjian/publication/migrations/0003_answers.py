"""How many answers of a posting were followed: a row that one brought is entered by itself."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("publication", "0002_in_place")]
    operations: ClassVar = [
        migrations.AddField(
            "followed", "answers", models.IntegerField(db_default=0, verbose_name="已答复疑问")
        ),
    ]
