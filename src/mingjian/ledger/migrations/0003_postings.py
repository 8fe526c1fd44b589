from typing import ClassVar

from django.db import migrations, models

# What is in the ledger was posted at least once; how often does not matter.
POSTED_BEFORE = """
INSERT INTO ledger_itempostings (item, count) SELECT DISTINCT item, 1 FROM ledger_version
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ledger", "0002_laws")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="ItemPostings",
            fields=[
                ("item", models.TextField("数据项", primary_key=True, serialize=False)),
                ("count", models.BigIntegerField("入库次数")),
            ],
            options={"verbose_name": "入库次数", "verbose_name_plural": "入库次数"},
        ),
        migrations.RunSQL(POSTED_BEFORE, migrations.RunSQL.noop),
    ]
