"""Adverse information that came again on another day is one thing under all of its numbers.

So one objection against it is open at a time, whichever number it names. The oldest number is the
lock, as in `cases.objections`: no correction changes which one that is.
"""

from typing import ClassVar

from django.db import migrations

# Number and lock are those of `cases_apart`, which comes first by its name and refuses what is no
# number; a longer one than a bigint has names nothing.
FUNCTION = """
CREATE FUNCTION cases_one_thing() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
DECLARE
  numbers text[];
BEGIN
  SELECT array_agg(b.id::text ORDER BY b.id) INTO numbers
  FROM effects_adverse a JOIN effects_adverse b USING (record_id)
  WHERE a.id = NEW.about_id::bigint;
  IF numbers IS NULL THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(
    hashtextextended(concat_ws(chr(31), 'cases.objection', NEW.about, numbers[1]), 0));
  IF EXISTS (
    SELECT FROM cases_case c WHERE c.kind = 'objection' AND c.closed_on IS NULL
      AND c.about = NEW.about AND c.about_id = ANY (numbers))
  THEN
    RAISE EXCEPTION 'cases: an objection against % % is open, under another number',
      NEW.about, NEW.about_id
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'cases_one_objection';
  END IF;
  RETURN NEW;
END $body$;
CREATE TRIGGER cases_one_thing BEFORE INSERT ON cases_case FOR EACH ROW
  WHEN (NEW.kind = 'objection' AND NEW.about = 'adverse' AND length(NEW.about_id) < 19)
  EXECUTE FUNCTION cases_one_thing();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0005_awaited"), ("effects", "0001_initial")]
    operations: ClassVar = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION cases_one_thing() CASCADE;"),
    ]
