"""Feedback stays as reported; and the index by which a check finds open questions."""

from django.db import migrations

_KEEP = """
CREATE FUNCTION checks_rows_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% rows are kept as they are', TG_TABLE_NAME USING ERRCODE = '55000';
END $$;
CREATE TRIGGER rows_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON checks_feedback
  FOR EACH STATEMENT EXECUTE FUNCTION checks_rows_stay();
"""
_KEEP_BACK = "DROP FUNCTION checks_rows_stay() CASCADE;"
_OPEN = """
CREATE INDEX checks_open_questions ON intake_question (subject_id) WHERE answered_at IS NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("checks", "0001_initial"), ("intake", "0001_initial")]

    operations = [
        migrations.RunSQL(_KEEP, _KEEP_BACK),
        migrations.RunSQL(_OPEN, "DROP INDEX checks_open_questions;"),
    ]
