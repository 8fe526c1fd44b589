"""Decisions whose finality could not be told for certain when last asked."""

from uuid import UUID

from django.db import connection

_PENDING = """
SELECT s.record_id FROM effects_served s
WHERE s.seq = (SELECT max(l.seq) FROM effects_served l WHERE l.record_id = s.record_id)
  AND s.procedure = 'ordinary' AND s.told AND s.served_on IS NOT NULL
  AND EXISTS (SELECT FROM ledger_version v WHERE v.record_id = s.record_id AND upper_inf(v.known))
  AND NOT EXISTS (
    SELECT FROM effects_adverse a WHERE a.record_id = s.record_id AND a.ended_on IS NULL)
ORDER BY s.made_at, s.record_id
"""


def pending() -> list[UUID]:
    """Served decisions that are not adverse information (yet), of records that stand."""
    with connection.cursor() as cursor:
        cursor.execute(_PENDING)
        return [row[0] for row in cursor.fetchall()]
