"""The gate asks whether there is a subject to hold something against (decision 0019).

Without a code in use it cannot be told who is meant: no entry and no measure, whoever decides. Of
a subject that has ended nothing new is decided here; what others decided is kept as their word.
What stands may end in every way: only new rows are asked.
"""

from typing import ClassVar

from django.db import migrations

_HEAD = "LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$"
# The register's word for ended is 注销 (national/codes/entity-status, also after 吊销); 未注销 is not.
# Absorbed or converted, a predecessor has ended; divided or reorganised, it may live on.
FAULT = r"""
CREATE FUNCTION effects_subject_fault(subject bigint, day date, decided_here boolean)
  RETURNS text STABLE HEAD
BEGIN
  IF NOT EXISTS (SELECT FROM registry_subjectcode c
      WHERE c.subject_id = subject AND c.flag = 'in_use') THEN
    RETURN 'effects_subject_unclear';
  ELSIF decided_here AND (
      EXISTS (SELECT FROM registry_subject s WHERE s.id = subject
        AND s.status LIKE '%注销' AND s.status NOT LIKE '%未注销')
      OR EXISTS (SELECT FROM registry_succession t WHERE t.predecessor_id = subject
        AND t."on" <= day AND t.reason IN ('merger', 'conversion'))) THEN
    RETURN 'effects_subject_ended';
  END IF;
  RETURN NULL;
END $body$;
"""
GATE = r"""
CREATE FUNCTION effects_subject_gate() RETURNS trigger HEAD
DECLARE
  decided_here boolean := true;
  fault text;
BEGIN
  IF TG_TABLE_NAME = 'effects_entry' THEN
    decided_here := EXISTS (SELECT FROM effects_list l WHERE l.list_id = NEW.list_id
      AND l.edition_id = NEW.edition_id AND upper_inf(l.known) AND l.part = 'decides');
  END IF;
  fault := effects_subject_fault(NEW.subject_id, lower(NEW.holds), decided_here);
  IF fault = 'effects_subject_unclear' THEN
    PERFORM effects_say('effects_subject_unclear', NEW.subject_id::text);
  ELSIF fault = 'effects_subject_ended' THEN
    PERFORM effects_say('effects_subject_ended', NEW.subject_id::text);
  END IF;
  RETURN NEW;
END $body$;
"""
TRIGGERS = "".join(
    f"CREATE TRIGGER subject BEFORE INSERT ON {table} FOR EACH ROW"
    " EXECUTE FUNCTION effects_subject_gate();\n"
    for table in ("effects_entry", "effects_measure")
)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("effects", "0005_announced"), ("registry", "0003_succession")]
    operations: ClassVar = [
        migrations.RunSQL(
            (FAULT + GATE).replace("HEAD", _HEAD) + TRIGGERS,
            "DROP FUNCTION effects_subject_gate() CASCADE;"
            "DROP FUNCTION effects_subject_fault(bigint, date, boolean);",
        ),
    ]
