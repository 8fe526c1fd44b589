"""The subjects that most is on file about: where an office or a demonstration begins to look."""

from django.db import connection

_BUSIEST = """
SELECT subject_id, count(*) FROM ledger_version
WHERE upper_inf(known)
GROUP BY subject_id ORDER BY count(*) DESC, subject_id LIMIT %s::int
"""


def busiest(limit: int = 10) -> list[tuple[int, int]]:
    """Subject and number of versions on file now, most first. Reads the whole ledger."""
    with connection.cursor() as cursor:
        cursor.execute(_BUSIEST, [limit])
        return [(int(subject_id), int(count)) for subject_id, count in cursor.fetchall()]
