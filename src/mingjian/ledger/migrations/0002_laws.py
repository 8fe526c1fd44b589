"""What the database itself refuses in the ledger, whoever asks, the owner included (law 8)."""

from typing import ClassVar

from django.db import migrations

# Half-open, bounded by real days and moments: '[a,b]' or an upper bound of 'infinity' would be a
# second spelling of the same period.
CHECKS = """
ALTER TABLE ledger_version
  ADD CONSTRAINT ledger_digest_length CHECK (octet_length(digest) = 32),
  ADD CONSTRAINT ledger_valid_begins CHECK (NOT lower_inf(valid)),
  ADD CONSTRAINT ledger_valid_finite CHECK (isfinite(lower(valid)) AND isfinite(upper(valid))),
  ADD CONSTRAINT ledger_known_half_open CHECK (lower_inc(known) AND NOT upper_inc(known)),
  ADD CONSTRAINT ledger_known_finite CHECK (isfinite(lower(known)) AND isfinite(upper(known)));
"""
NO_CHECKS = """
ALTER TABLE ledger_version
  DROP CONSTRAINT ledger_digest_length,
  DROP CONSTRAINT ledger_valid_begins,
  DROP CONSTRAINT ledger_valid_finite,
  DROP CONSTRAINT ledger_known_half_open,
  DROP CONSTRAINT ledger_known_finite;
"""

# The gist index costs three times the load, so the one row that cannot overlap anything, an open
# first version, stays out of it. `ledger_first_closed` makes that safe: no second version before
# the first is closed, and closing is for good.
EXCLUSION = """
ALTER TABLE ledger_version ADD CONSTRAINT ledger_no_overlap
  EXCLUDE USING gist (record_id WITH =, valid WITH &&, known WITH &&)
  WHERE (seq > 1 OR NOT upper_inf(known));
"""
NO_EXCLUSION = "ALTER TABLE ledger_version DROP CONSTRAINT ledger_no_overlap;"

# Names are qualified: a temporary table of the same name must not answer for the ledger.
TRIGGERS = """
DO $make$ BEGIN EXECUTE format($sql$
CREATE FUNCTION %1$I.ledger_first_closed() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF NOT EXISTS (
    SELECT FROM %1$I.ledger_version v
    WHERE v.record_id = NEW.record_id AND v.seq = 1 AND NOT upper_inf(v.known)
  ) THEN
    RAISE EXCEPTION 'ledger: version %% of record %% before the first one is closed',
      NEW.seq, NEW.record_id USING ERRCODE = 'exclusion_violation';
  END IF;
  RETURN NEW;
END $body$;
$sql$, current_schema()); END $make$;

CREATE FUNCTION ledger_only_close() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF NOT upper_inf(OLD.known) OR upper_inf(NEW.known)
     OR lower(NEW.known) IS DISTINCT FROM lower(OLD.known)
     OR (NEW.record_id, NEW.seq, NEW.item, NEW.subject_id, NEW.unit_id, NEW.valid,
         NEW.submission_id, NEW.row_no, NEW.edition_id, NEW.act, NEW.digest, NEW.payload::text)
        IS DISTINCT FROM
        (OLD.record_id, OLD.seq, OLD.item, OLD.subject_id, OLD.unit_id, OLD.valid,
         OLD.submission_id, OLD.row_no, OLD.edition_id, OLD.act, OLD.digest, OLD.payload::text)
  THEN
    RAISE EXCEPTION 'ledger: a version may only be closed, once, and nothing else changed'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $body$;

CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION 'ledger: % on % is refused, it is append-only', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $body$;

CREATE TRIGGER ledger_first_closed BEFORE INSERT ON ledger_version
  FOR EACH ROW WHEN (NEW.seq > 1) EXECUTE FUNCTION ledger_first_closed();
CREATE TRIGGER ledger_only_close BEFORE UPDATE ON ledger_version
  FOR EACH ROW EXECUTE FUNCTION ledger_only_close();
CREATE TRIGGER ledger_keep BEFORE DELETE OR TRUNCATE ON ledger_version
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_withdrawal
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
"""
NO_TRIGGERS = """
DROP TRIGGER ledger_keep ON ledger_withdrawal;
DROP TRIGGER ledger_keep ON ledger_version;
DROP TRIGGER ledger_only_close ON ledger_version;
DROP TRIGGER ledger_first_closed ON ledger_version;
DROP FUNCTION ledger_refuse();
DROP FUNCTION ledger_only_close();
DROP FUNCTION ledger_first_closed();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ledger", "0001_initial")]
    operations: ClassVar = [
        migrations.RunSQL(CHECKS, NO_CHECKS),
        migrations.RunSQL(EXCLUSION, NO_EXCLUSION),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
