"""Once is enough, and never in one's own matter: refused by the database, whoever asks.

One open objection against one thing; a review by no unit that took a step in what it looks at. A
trigger and no unique index: installations may hold two such objections from before.
"""

from typing import ClassVar

from django.db import migrations

FUNCTION = """
CREATE FUNCTION cases_apart() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
BEGIN
  IF (NEW.about = 'record' AND NEW.about_id <> lower(NEW.about_id))
     OR (NEW.about IN ('adverse', 'entry', 'measure') AND NEW.about_id !~ '^[1-9][0-9]*$')
  THEN
    RAISE EXCEPTION 'cases: % is not how the number of % is written', NEW.about_id, NEW.about
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'cases_about_plain';
  END IF;
  IF NEW.kind = 'objection' AND NEW.about IN ('record', 'adverse', 'entry', 'measure') THEN
    PERFORM pg_advisory_xact_lock(
      hashtextextended(concat_ws(chr(31), 'cases.objection', NEW.about, NEW.about_id), 0));
    IF EXISTS (
      SELECT FROM cases_case c WHERE c.kind = 'objection' AND c.closed_on IS NULL
        AND (c.about, c.about_id) = (NEW.about, NEW.about_id))
    THEN
      RAISE EXCEPTION 'cases: an objection against % % is open', NEW.about, NEW.about_id
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'cases_one_objection';
    END IF;
  END IF;
  IF NEW.kind = 'review' AND EXISTS (
    SELECT FROM cases_step s WHERE (s.case_id, s.unit_id) = (NEW.parent_id, NEW.unit_id))
  THEN
    RAISE EXCEPTION 'cases: % had a part in what it would review', NEW.unit_id
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'cases_review_apart';
  END IF;
  RETURN NEW;
END $body$;
CREATE TRIGGER cases_apart BEFORE INSERT ON cases_case
  FOR EACH ROW EXECUTE FUNCTION cases_apart();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0002_laws")]
    operations: ClassVar = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION cases_apart() CASCADE;"),
    ]
