"""What the database itself refuses about papers, whoever asks, the owner included."""

from typing import ClassVar

from django.db import migrations

CHECKS = r"""
ALTER TABLE papers_paper
  ADD CONSTRAINT papers_paper_says CHECK (
    number ~ '\S' AND title ~ '\S' AND actor ~ '\S' AND (signed_on IS NULL OR signed_by ~ '\S')),
  ADD CONSTRAINT papers_facts_digest CHECK (
    facts IS NULL OR sha256 = encode(sha256(convert_to(facts::text, 'UTF8')), 'hex')),
  ADD CONSTRAINT papers_signed_before_made CHECK (
    signed_on IS NULL OR signed_on <= (made_at AT TIME ZONE 'Asia/Shanghai')::date),
  ADD CONSTRAINT papers_subject_known
    FOREIGN KEY (subject_id) REFERENCES registry_subject (id);
ALTER TABLE papers_notice
  ADD CONSTRAINT papers_notice_subject_known
    FOREIGN KEY (subject_id) REFERENCES registry_subject (id);
-- Accounts stand below the registry, so the tie is made here.
ALTER TABLE accounts_account
  ADD CONSTRAINT accounts_subject_known
    FOREIGN KEY (subject_id) REFERENCES registry_subject (id);
"""
NO_CHECKS = """
ALTER TABLE accounts_account DROP CONSTRAINT accounts_subject_known;
ALTER TABLE papers_notice DROP CONSTRAINT papers_notice_subject_known;
ALTER TABLE papers_paper
  DROP CONSTRAINT papers_subject_known,
  DROP CONSTRAINT papers_signed_before_made,
  DROP CONSTRAINT papers_facts_digest,
  DROP CONSTRAINT papers_paper_says;
"""

# The day here, by the clock of the database: neither a proof nor a notice is dated ahead.
TRIGGERS = """
CREATE FUNCTION papers_today() RETURNS date LANGUAGE sql STABLE
  RETURN (now() AT TIME ZONE 'Asia/Shanghai')::date;

CREATE FUNCTION papers_no_gap() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
BEGIN
  PERFORM pg_advisory_xact_lock(
    hashtextextended(concat_ws(chr(31), 'papers', NEW.unit_id, NEW.kind, NEW.year), 0));
  IF NEW.serial IS DISTINCT FROM 1 + (
    SELECT coalesce(max(p.serial), 0) FROM papers_paper p
    WHERE (p.unit_id, p.kind, p.year) = (NEW.unit_id, NEW.kind, NEW.year))
  THEN
    RAISE EXCEPTION 'papers: number % leaves a gap or repeats', NEW.serial
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'papers_no_gap';
  END IF;
  RETURN NEW;
END $body$;

CREATE FUNCTION papers_signed_by_now() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
BEGIN
  IF NEW.signed_on > papers_today() OR NEW.made_at > clock_timestamp() + interval '5 minutes' THEN
    RAISE EXCEPTION 'papers: a paper is not signed in the future'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'papers_not_ahead';
  END IF;
  RETURN NEW;
END $body$;

CREATE FUNCTION papers_notice_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
DECLARE
  sent papers_paper;
BEGIN
  SELECT * INTO sent FROM papers_paper WHERE id = NEW.paper_id;
  IF NEW.subject_id IS NOT NULL AND NEW.subject_id IS DISTINCT FROM sent.subject_id THEN
    RAISE EXCEPTION 'papers: paper % is not about subject %', NEW.paper_id, NEW.subject_id
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'papers_notice_of_subject';
  END IF;
  IF NEW.sent_on > papers_today() OR NEW.sent_on < sent.signed_on THEN
    RAISE EXCEPTION 'papers: sent on %, before its signature or in the future', NEW.sent_on
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'papers_sent_in_time';
  END IF;
  RETURN NEW;
END $body$;

CREATE FUNCTION papers_service_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
DECLARE
  served papers_notice;
BEGIN
  SELECT * INTO served FROM papers_notice WHERE id = NEW.notice_id;
  IF NEW.served_on < served.sent_on OR NEW.served_on > papers_today() THEN
    RAISE EXCEPTION 'papers: served on %, before the notice or in the future', NEW.served_on
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'papers_served_in_time';
  END IF;
  IF (NEW.how = 'acknowledged') <> (served.subject_id IS NULL) THEN
    RAISE EXCEPTION 'papers: units acknowledge, subjects are served'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'papers_how_fits';
  END IF;
  RETURN NEW;
END $body$;

CREATE FUNCTION papers_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
BEGIN
  RAISE EXCEPTION 'papers: % on % is refused, it is append-only', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'papers_append_only';
END $body$;

CREATE TRIGGER papers_no_gap BEFORE INSERT ON papers_paper
  FOR EACH ROW WHEN (NEW.year IS NOT NULL) EXECUTE FUNCTION papers_no_gap();
CREATE TRIGGER papers_signed_by_now BEFORE INSERT ON papers_paper
  FOR EACH ROW EXECUTE FUNCTION papers_signed_by_now();
CREATE TRIGGER papers_notice_fits BEFORE INSERT ON papers_notice
  FOR EACH ROW EXECUTE FUNCTION papers_notice_fits();
CREATE TRIGGER papers_service_fits BEFORE INSERT ON papers_service
  FOR EACH ROW EXECUTE FUNCTION papers_service_fits();
"""
TABLES = ("papers_paper", "papers_notice", "papers_service", "papers_mail")
KEEP = "".join(
    f"CREATE TRIGGER papers_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION papers_refuse();\n"
    for table in TABLES
)
FUNCTIONS = (
    "papers_refuse",
    "papers_service_fits",
    "papers_notice_fits",
    "papers_signed_by_now",
    "papers_no_gap",
    "papers_today",
)
NO_TRIGGERS = "".join(f"DROP FUNCTION {name}() CASCADE;\n" for name in FUNCTIONS)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("papers", "0001_initial"),
        ("registry", "0002_laws"),
        ("accounts", "0003_organisation_accounts"),
    ]
    operations: ClassVar = [
        migrations.RunSQL(CHECKS, NO_CHECKS),
        migrations.RunSQL(TRIGGERS + KEEP, NO_TRIGGERS),
    ]
