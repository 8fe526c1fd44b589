"""Rights end and attempts stay: the database refuses every other change, even of the owner."""

from django.db import migrations

_FUNCTION = """
CREATE FUNCTION accounts_rows_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND TG_NARGS > 0 AND to_jsonb(NEW) - TG_ARGV = to_jsonb(OLD) - TG_ARGV THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% rows are kept as they are', TG_TABLE_NAME USING ERRCODE = '55000';
END $$;
"""
_KEPT = {
    "accounts_grant": "'ended_at', 'ended_by'",
    "accounts_clientright": "'active_until'",
    "accounts_signin": "",
}
_TRIGGERS = "".join(
    f"""
CREATE TRIGGER rows_stay BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION accounts_rows_stay({columns});
CREATE TRIGGER table_stays BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION accounts_rows_stay();
"""
    for table, columns in _KEPT.items()
)
_REVERSE = "DROP FUNCTION accounts_rows_stay() CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunSQL(_FUNCTION + _TRIGGERS, _REVERSE)]
