"""Which entries are published is a row of this room; until now it was read out of the log."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

KEPT = """
INSERT INTO effects_announced (entry_id, published_on, case_id, actor, made_at)
SELECT DISTINCT ON (e.id) e.id, (l.at AT TIME ZONE 'Asia/Shanghai')::date,
  (l.body::jsonb->>'case')::bigint, l.actor, l.at
FROM evidence_entry l CROSS JOIN LATERAL jsonb_array_elements(l.body::jsonb->'entries') said
JOIN effects_entry e ON e.id = said.value::bigint AND e.subject_id = l.subject_id
WHERE l.kind = 'entry.published' ORDER BY e.id, l.id
ON CONFLICT DO NOTHING;
"""
LAWS = r"""
ALTER TABLE effects_announced ADD CONSTRAINT effects_announced_actor CHECK (actor ~ '\S');
CREATE FUNCTION effects_announced_gate() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
BEGIN
  IF NEW.published_on > papers_today() THEN
    PERFORM effects_say('effects_announced_in_time', NEW.published_on::text);
  ELSIF EXISTS (SELECT FROM effects_entry e JOIN papers_paper d ON d.id = e.decision_id
      WHERE e.id = NEW.entry_id AND d.signed_on > NEW.published_on) THEN
    PERFORM effects_say('effects_announced_after_decision', NEW.published_on::text);
  END IF;
  RETURN NEW;
END $body$;
CREATE TRIGGER gate BEFORE INSERT ON effects_announced
  FOR EACH ROW EXECUTE FUNCTION effects_announced_gate();
CREATE TRIGGER keep BEFORE DELETE OR TRUNCATE ON effects_announced
  FOR EACH STATEMENT EXECUTE FUNCTION effects_refuse();
CREATE TRIGGER stays BEFORE UPDATE ON effects_announced
  FOR EACH STATEMENT EXECUTE FUNCTION effects_refuse();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("effects", "0004_service"), ("evidence", "0002_append_only")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Announced",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="effects.entry",
                        verbose_name="名单记录",
                    ),
                ),
                (
                    "published_on",
                    models.DateField(help_text="当日起可以公示", verbose_name="公布日期"),
                ),
                ("case_id", models.BigIntegerField(null=True, verbose_name="案件")),
                ("actor", models.TextField(verbose_name="登记人")),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
            ],
            options={"verbose_name": "名单公布", "verbose_name_plural": "名单公布"},
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        migrations.RunSQL(LAWS, "DROP FUNCTION effects_announced_gate() CASCADE;"),
    ]
