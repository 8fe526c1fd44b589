"""What the database itself keeps in the registry, and the index by which names are found."""

from typing import ClassVar

from django.db import migrations

# A current name is open and unique per subject (a plain index, cheap for a register of millions);
# only former names, which are few, need the exclusion.
FORMER_NAMES = """
ALTER TABLE registry_subjectname ADD CONSTRAINT registry_former_names_apart
  EXCLUDE USING gist (subject_id WITH =, held WITH &&) WHERE (use = 'former');
"""
NO_FORMER_NAMES = "ALTER TABLE registry_subjectname DROP CONSTRAINT registry_former_names_apart;"

# By the characters of a name: a Chinese brand has two or three, and an abbreviation keeps some of
# them (南纺 of 南京纺织). A trigram index finds no word of two characters. The pending list keeps its
# default of 4 MB: a longer one loads a little faster, and every search reads it through until it is
# merged (measured at 64 MB: 0.6 s).
CHARACTERS = """
CREATE INDEX registry_name_characters ON registry_subjectname
  USING gin (string_to_array(normal_name, NULL));
"""
NO_CHARACTERS = "DROP INDEX registry_name_characters;"

TRIGGERS = """
CREATE FUNCTION registry_refuse() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION 'registry: % on % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $body$;
CREATE FUNCTION registry_same_name() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION 'registry: a name stays with its subject and in its normal form'
    USING ERRCODE = 'integrity_constraint_violation';
END $body$;
CREATE TRIGGER registry_keep BEFORE DELETE OR TRUNCATE ON registry_subject
  FOR EACH STATEMENT EXECUTE FUNCTION registry_refuse();
CREATE TRIGGER registry_keep BEFORE DELETE OR TRUNCATE ON registry_subjectcode
  FOR EACH STATEMENT EXECUTE FUNCTION registry_refuse();
CREATE TRIGGER registry_keep BEFORE DELETE OR TRUNCATE ON registry_subjectname
  FOR EACH STATEMENT EXECUTE FUNCTION registry_refuse();
CREATE TRIGGER registry_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON registry_succession
  FOR EACH STATEMENT EXECUTE FUNCTION registry_refuse();
CREATE TRIGGER registry_same_name BEFORE UPDATE ON registry_subjectname
  FOR EACH ROW WHEN (
    (NEW.id, NEW.subject_id, NEW.normal_name)
    IS DISTINCT FROM (OLD.id, OLD.subject_id, OLD.normal_name)
  ) EXECUTE FUNCTION registry_same_name();
"""
NO_TRIGGERS = """
DROP TRIGGER registry_same_name ON registry_subjectname;
DROP TRIGGER registry_keep ON registry_succession;
DROP TRIGGER registry_keep ON registry_subjectname;
DROP TRIGGER registry_keep ON registry_subjectcode;
DROP TRIGGER registry_keep ON registry_subject;
DROP FUNCTION registry_same_name();
DROP FUNCTION registry_refuse();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("registry", "0001_initial")]
    operations: ClassVar = [
        migrations.RunSQL(FORMER_NAMES, NO_FORMER_NAMES),
        migrations.RunSQL(CHARACTERS, NO_CHARACTERS),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
