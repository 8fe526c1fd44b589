"""What the database itself refuses about cases, whoever asks, the owner included."""

from typing import ClassVar

from django.db import migrations

CHECKS = r"""
ALTER TABLE cases_case
  ADD CONSTRAINT cases_subject_known FOREIGN KEY (subject_id) REFERENCES registry_subject (id);
ALTER TABLE cases_step
  ADD CONSTRAINT cases_step_logged FOREIGN KEY (entry_id) REFERENCES evidence_entry (id),
  ADD CONSTRAINT cases_step_facts CHECK (jsonb_typeof(facts) = 'object'),
  ADD CONSTRAINT cases_step_day CHECK (day = (at AT TIME ZONE 'Asia/Shanghai')::date);
ALTER TABLE cases_reminder
  ADD CONSTRAINT cases_reminder_logged FOREIGN KEY (entry_id) REFERENCES evidence_entry (id),
  ADD CONSTRAINT cases_reminder_late CHECK (day > due_on);
ALTER TABLE cases_attendance
  ADD CONSTRAINT cases_attendance_subject_known
    FOREIGN KEY (subject_id) REFERENCES registry_subject (id);
"""
NO_CHECKS = """
ALTER TABLE cases_attendance DROP CONSTRAINT cases_attendance_subject_known;
ALTER TABLE cases_reminder
  DROP CONSTRAINT cases_reminder_late,
  DROP CONSTRAINT cases_reminder_logged;
ALTER TABLE cases_step
  DROP CONSTRAINT cases_step_day,
  DROP CONSTRAINT cases_step_facts,
  DROP CONSTRAINT cases_step_logged;
ALTER TABLE cases_case DROP CONSTRAINT cases_subject_known;
"""

# A case is opened without gaps, begins with a step, and stands where its last step led. The only
# way to move it is to add a step.
TRIGGERS = """
CREATE FUNCTION cases_opens() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
BEGIN
  PERFORM pg_advisory_xact_lock(
    hashtextextended(concat_ws(chr(31), 'cases', NEW.unit_id, NEW.year), 0));
  IF NEW.serial <> 1 + (
    SELECT coalesce(max(c.serial), 0) FROM cases_case c
    WHERE (c.unit_id, c.year) = (NEW.unit_id, NEW.year))
  THEN
    RAISE EXCEPTION 'cases: number % leaves a gap or repeats', NEW.serial
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'cases_no_gap';
  END IF;
  IF (NEW.seq, NEW.state, NEW.outcome) <> (0, '', '') OR NEW.closed_on IS NOT NULL
     OR NEW.opened_on <> (NEW.opened_at AT TIME ZONE 'Asia/Shanghai')::date
     OR NEW.year <> extract(year FROM NEW.opened_on)
     OR NEW.opened_at > clock_timestamp() + interval '5 minutes'
  THEN
    RAISE EXCEPTION 'cases: a case is opened now and without steps'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'cases_opens_new';
  END IF;
  IF NEW.parent_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM cases_case p WHERE p.id = NEW.parent_id AND p.subject_id = NEW.subject_id
      AND (NEW.kind <> 'review' OR p.unit_id <> NEW.unit_id))
  THEN
    RAISE EXCEPTION 'cases: it follows a case of another subject, or reviews its own unit'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'cases_parent_fits';
  END IF;
  RETURN NEW;
END $body$;

CREATE FUNCTION cases_only_follows() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
DECLARE
  last cases_step;
BEGIN
  SELECT * INTO last FROM cases_step s WHERE s.case_id = OLD.id ORDER BY s.seq DESC LIMIT 1;
  IF (NEW.id, NEW.unit_id, NEW.year, NEW.serial, NEW.procedure, NEW.kind, NEW.edition_id,
      NEW.subject_id, NEW.about, NEW.about_id, NEW.parent_id, NEW.opened_at, NEW.opened_on,
      NEW.opened_by)
     IS DISTINCT FROM
     (OLD.id, OLD.unit_id, OLD.year, OLD.serial, OLD.procedure, OLD.kind, OLD.edition_id,
      OLD.subject_id, OLD.about, OLD.about_id, OLD.parent_id, OLD.opened_at, OLD.opened_on,
      OLD.opened_by)
     OR (NEW.seq, NEW.state, NEW.outcome) IS DISTINCT FROM (last.seq, last.to_state, last.ends)
     OR NEW.closed_on IS DISTINCT FROM (CASE WHEN last.ends = '' THEN NULL ELSE last.day END)
  THEN
    RAISE EXCEPTION 'cases: a case stands where its last step led'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'cases_only_follows';
  END IF;
  RETURN NEW;
END $body$;

CREATE FUNCTION cases_step_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
DECLARE
  here cases_case;
BEGIN
  SELECT * INTO here FROM cases_case c WHERE c.id = NEW.case_id FOR NO KEY UPDATE;
  IF here.closed_on IS NOT NULL THEN
    RAISE EXCEPTION 'cases: case % was closed on %', here.id, here.closed_on
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'cases_closed';
  END IF;
  IF (NEW.seq, NEW.from_state) IS DISTINCT FROM (here.seq + 1, here.state) THEN
    RAISE EXCEPTION 'cases: step % of case % does not follow', NEW.seq, here.id
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'cases_step_follows';
  END IF;
  IF NEW.at > clock_timestamp() + interval '5 minutes' OR NEW.day < here.opened_on
     OR NEW.at < (SELECT max(s.at) FROM cases_step s WHERE s.case_id = here.id)
  THEN
    RAISE EXCEPTION 'cases: step % is dated ahead or back', NEW.seq
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'cases_step_in_time';
  END IF;
  RETURN NEW;
END $body$;

CREATE FUNCTION cases_step_moves() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
BEGIN
  UPDATE cases_case SET seq = NEW.seq, state = NEW.to_state, outcome = NEW.ends,
    closed_on = CASE WHEN NEW.ends = '' THEN NULL ELSE NEW.day END
  WHERE id = NEW.case_id;
  RETURN NULL;
END $body$;

CREATE FUNCTION cases_begins() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
BEGIN
  IF NOT EXISTS (SELECT FROM cases_step s WHERE s.case_id = NEW.id) THEN
    RAISE EXCEPTION 'cases: case % has no step', NEW.id
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'cases_begins';
  END IF;
  RETURN NULL;
END $body$;

CREATE FUNCTION cases_paper_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
BEGIN
  IF EXISTS (
    SELECT FROM cases_step s JOIN cases_case c ON c.id = s.case_id, papers_paper p
    WHERE s.id = NEW.step_id AND p.id = NEW.paper_id AND p.subject_id <> c.subject_id)
  THEN
    RAISE EXCEPTION 'cases: paper % is about another subject', NEW.paper_id
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'cases_paper_fits';
  END IF;
  RETURN NEW;
END $body$;

CREATE FUNCTION cases_certified() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
BEGIN
  IF OLD.certificate_id IS NOT NULL
     OR (NEW.id, NEW.training_id, NEW.subject_id, NEW.recorded_at, NEW.recorded_by)
        IS DISTINCT FROM
        (OLD.id, OLD.training_id, OLD.subject_id, OLD.recorded_at, OLD.recorded_by)
     OR NOT EXISTS (
       SELECT FROM papers_paper p WHERE p.id = NEW.certificate_id
         AND (p.kind, p.subject_id) = ('training_certificate', NEW.subject_id))
  THEN
    RAISE EXCEPTION 'cases: an attendance is certified once, to the one who attended'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'cases_certified';
  END IF;
  RETURN NEW;
END $body$;

CREATE FUNCTION cases_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
BEGIN
  RAISE EXCEPTION 'cases: % on % is refused, it stays', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'cases_append_only';
END $body$;

CREATE TRIGGER cases_opens BEFORE INSERT ON cases_case
  FOR EACH ROW EXECUTE FUNCTION cases_opens();
CREATE TRIGGER cases_only_follows BEFORE UPDATE ON cases_case
  FOR EACH ROW EXECUTE FUNCTION cases_only_follows();
CREATE CONSTRAINT TRIGGER cases_begins AFTER INSERT ON cases_case
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cases_begins();
CREATE TRIGGER cases_step_fits BEFORE INSERT ON cases_step
  FOR EACH ROW EXECUTE FUNCTION cases_step_fits();
CREATE TRIGGER cases_step_moves AFTER INSERT ON cases_step
  FOR EACH ROW EXECUTE FUNCTION cases_step_moves();
CREATE TRIGGER cases_paper_fits BEFORE INSERT ON cases_paper
  FOR EACH ROW EXECUTE FUNCTION cases_paper_fits();
CREATE TRIGGER cases_certified BEFORE UPDATE ON cases_attendance
  FOR EACH ROW EXECUTE FUNCTION cases_certified();
CREATE TRIGGER cases_keep BEFORE DELETE OR TRUNCATE ON cases_case
  FOR EACH STATEMENT EXECUTE FUNCTION cases_refuse();
CREATE TRIGGER cases_keep BEFORE DELETE OR TRUNCATE ON cases_attendance
  FOR EACH STATEMENT EXECUTE FUNCTION cases_refuse();
"""
KEPT = ("cases_step", "cases_paper", "cases_notice", "cases_reminder", "cases_training")
KEEP = "".join(
    f"CREATE TRIGGER cases_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION cases_refuse();\n"
    for table in KEPT
)
FUNCTIONS = (
    "cases_refuse",
    "cases_certified",
    "cases_paper_fits",
    "cases_begins",
    "cases_step_moves",
    "cases_step_fits",
    "cases_only_follows",
    "cases_opens",
)
NO_TRIGGERS = "".join(f"DROP FUNCTION {name}() CASCADE;\n" for name in FUNCTIONS)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("cases", "0001_initial"),
        ("registry", "0002_laws"),
        ("evidence", "0002_append_only"),
        ("papers", "0002_laws"),
    ]
    operations: ClassVar = [
        migrations.RunSQL(CHECKS, NO_CHECKS),
        migrations.RunSQL(TRIGGERS + KEEP, NO_TRIGGERS),
    ]
