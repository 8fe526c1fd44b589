"""`ledger_first_closed` after the row instead of before it, so that COPY may write many at once.

A row trigger before the insert makes PostgreSQL write each row by itself, for whose first version
the trigger says nothing. Afterwards it refuses the same: the transaction does not go on.
"""

from typing import ClassVar

from django.db import migrations

AFTER = """
DROP TRIGGER ledger_first_closed ON ledger_version;
CREATE TRIGGER ledger_first_closed AFTER INSERT ON ledger_version
  FOR EACH ROW WHEN (NEW.seq > 1) EXECUTE FUNCTION ledger_first_closed();
"""
BEFORE = """
DROP TRIGGER ledger_first_closed ON ledger_version;
CREATE TRIGGER ledger_first_closed BEFORE INSERT ON ledger_version
  FOR EACH ROW WHEN (NEW.seq > 1) EXECUTE FUNCTION ledger_first_closed();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ledger", "0002_laws")]
    operations: ClassVar = [migrations.RunSQL(AFTER, BEFORE)]
