"""The count of a visitor is written in place: no index holds what every request changes."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("publication", "0001_initial")]
    operations: ClassVar = [
        migrations.AlterField(
            "visitor", "paid_until", models.DateTimeField(verbose_name="计次抵至")
        ),
    ]
