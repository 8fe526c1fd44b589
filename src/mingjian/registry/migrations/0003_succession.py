"""Who took over from whom never runs in a circle, nor backwards in time."""

from typing import ClassVar

from django.db import migrations, models

# One at a time: two that are each sound could close a circle together.
GATE = """
CREATE FUNCTION registry_succession_say(rule text) RETURNS void LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION 'registry: % refuses', rule
    USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = rule;
END $body$;

CREATE FUNCTION registry_succession_gate() RETURNS trigger LANGUAGE plpgsql
  SET search_path = public, pg_temp AS $body$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('registry.succession', 0));
  IF EXISTS (
    WITH RECURSIVE later (id) AS (
      SELECT s.successor_id FROM registry_succession s WHERE s.predecessor_id = NEW.successor_id
      UNION
      SELECT s.successor_id FROM registry_succession s JOIN later ON s.predecessor_id = later.id)
    SELECT FROM later WHERE id = NEW.predecessor_id) THEN
    PERFORM registry_succession_say('registry_succession_no_circle');
  ELSIF EXISTS (SELECT FROM registry_succession s
      WHERE (s.successor_id = NEW.predecessor_id AND s."on" > NEW."on")
        OR (s.predecessor_id = NEW.successor_id AND s."on" < NEW."on")) THEN
    PERFORM registry_succession_say('registry_succession_in_order');
  ELSIF EXISTS (SELECT FROM registry_subject s
      WHERE s.id IN (NEW.predecessor_id, NEW.successor_id) AND s.registered_on > NEW."on") THEN
    PERFORM registry_succession_say('registry_succession_registered');
  END IF;
  RETURN NEW;
END $body$;
CREATE TRIGGER registry_gate BEFORE INSERT ON registry_succession
  FOR EACH ROW EXECUTE FUNCTION registry_succession_gate();
"""
NO_GATE = """
DROP TRIGGER registry_gate ON registry_succession;
DROP FUNCTION registry_succession_gate();
DROP FUNCTION registry_succession_say(text);
"""
REASONS = [
    ("merger", "合并"),
    ("division", "分立"),
    ("conversion", "个转企"),
    ("reorganisation", "变更组织形式"),
]


class Migration(migrations.Migration):
    dependencies: ClassVar = [("registry", "0002_laws")]
    operations: ClassVar = [
        migrations.AlterField(
            model_name="succession",
            name="reason",
            field=models.TextField(choices=REASONS, verbose_name="原因"),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(reason__in=[reason for reason, _ in REASONS]),
                name="registry_succession_reason_known",
            ),
        ),
        migrations.RunSQL(GATE, NO_GATE),
    ]
