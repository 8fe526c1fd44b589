"""An edition that an answer named can never become another one: the table only grows.

TRUNCATE is left to the owner's grants: a row trigger does not see it, and the application's role
does not own the table.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION policy_packedition_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'policy_packedition is append-only: % refused', TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER policy_packedition_only_grows
    BEFORE UPDATE OR DELETE ON policy_packedition
    FOR EACH ROW EXECUTE FUNCTION policy_packedition_only_grows();
"""
BACKWARD = """
DROP TRIGGER policy_packedition_only_grows ON policy_packedition;
DROP FUNCTION policy_packedition_only_grows();
"""


class Migration(migrations.Migration):
    dependencies = [("policy", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
