"""What is over stays over: a finished submission, an answered question. Even for the owner."""

from django.db import migrations

FINAL = """
CREATE FUNCTION intake_final_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'submission % is %, and stays so', OLD.id, OLD.stage
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER intake_final_stays BEFORE UPDATE OF stage ON intake_submission
    FOR EACH ROW WHEN (OLD.stage IN ('posted', 'failed', 'cancelled') AND NEW.stage <> OLD.stage)
    EXECUTE FUNCTION intake_final_stays();
"""
FINAL_BACK = """
DROP TRIGGER intake_final_stays ON intake_submission;
DROP FUNCTION intake_final_stays();
"""
ANSWERED = """
CREATE FUNCTION intake_answer_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'question % was answered on %', OLD.id, OLD.answered_at
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER intake_answer_stays BEFORE UPDATE ON intake_question
    FOR EACH ROW WHEN (OLD.answered_at IS NOT NULL) EXECUTE FUNCTION intake_answer_stays();
"""
ANSWERED_BACK = """
DROP TRIGGER intake_answer_stays ON intake_question;
DROP FUNCTION intake_answer_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]
    operations = [
        migrations.RunSQL(FINAL, FINAL_BACK),
        migrations.RunSQL(ANSWERED, ANSWERED_BACK),
    ]
