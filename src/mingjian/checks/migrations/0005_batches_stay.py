"""Parts of batches and reminders stay as they are, for the owner too; a batch only goes on."""

from typing import ClassVar

from django.db import migrations

_KEEP = """
CREATE TRIGGER rows_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON checks_part
  FOR EACH STATEMENT EXECUTE FUNCTION checks_rows_stay();
CREATE TRIGGER rows_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON checks_chased
  FOR EACH STATEMENT EXECUTE FUNCTION checks_rows_stay();
CREATE TRIGGER rows_stay BEFORE DELETE OR TRUNCATE ON checks_batch
  FOR EACH STATEMENT EXECUTE FUNCTION checks_rows_stay();

CREATE FUNCTION checks_batch_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.stage IN ('done', 'failed', 'cancelled')
      OR (NEW.unit_id, NEW.actor, NEW.filename, NEW.sha256, NEW.size, NEW.kind, NEW.matter,
          NEW.purpose, NEW."case", NEW."on", NEW.received_at)
        IS DISTINCT FROM
        (OLD.unit_id, OLD.actor, OLD.filename, OLD.sha256, OLD.size, OLD.kind, OLD.matter,
          OLD.purpose, OLD."case", OLD."on", OLD.received_at) THEN
    RAISE EXCEPTION 'batch % is kept as it was sent, and as it ended', OLD.id
      USING ERRCODE = '55000';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER goes_on BEFORE UPDATE ON checks_batch
  FOR EACH ROW EXECUTE FUNCTION checks_batch_goes_on();
"""
_KEEP_BACK = """
DROP TRIGGER rows_stay ON checks_part;
DROP TRIGGER rows_stay ON checks_chased;
DROP TRIGGER rows_stay ON checks_batch;
DROP FUNCTION checks_batch_goes_on() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("checks", "0004_batches")]
    operations: ClassVar = [migrations.RunSQL(_KEEP, _KEEP_BACK)]
