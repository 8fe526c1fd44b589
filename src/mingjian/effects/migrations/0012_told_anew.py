"""What came into the file again after a correction is told as well: a paper for each."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

# The table before had one paper for a correction; who was told of what came later is evidence.
REFUSE = """
DO $$ BEGIN
  IF EXISTS (SELECT FROM effects_told WHERE adverse_id IS NOT NULL) THEN
    RAISE EXCEPTION 'effects 0012 has no way back: effects_told says who was told of information '
      'that came again, and the table before has no place for it';
  END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("effects", "0011_bulk_work")]
    operations: ClassVar = [
        migrations.AlterField(
            "toldcorrection",
            "served",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="told_by",
                to="effects.serveddecision",
                verbose_name="更正",
            ),
        ),
        migrations.AddField(
            "toldcorrection",
            "adverse",
            models.OneToOneField(
                help_text="更正之后才重新形成的",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="effects.adverse",
                verbose_name="不良信息",
            ),
        ),
        migrations.AddConstraint(
            "toldcorrection",
            models.UniqueConstraint(
                fields=("served",), condition=Q(adverse=None), name="effects_told_once"
            ),
        ),
        migrations.RunSQL("", REFUSE),
    ]
