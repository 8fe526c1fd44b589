"""How many rows of a part were refused: told without reading what was said of each.

The database computes the column, for the rows that are there as well; a part stays as it was.
"""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("effects", "0009_followed_again")]
    operations: ClassVar = [
        migrations.AddField(
            "sheetpart",
            "refusals",
            models.GeneratedField(
                db_persist=True,
                expression=models.Func("refused", function="jsonb_array_length"),
                output_field=models.IntegerField(),
                verbose_name="未接受行数",
            ),
        ),
    ]
