"""Adverse information that is in the file on a day: over its term, and longer on a black list."""

from datetime import date
from typing import Final

from psycopg.types.range import DateRange

from mingjian.effects.models import Adverse

# The list is asked for on the day on which the term ends; it is told by dates alone (law 4).
_KEPT: Final = """
SELECT a.*, nullif(k.until, 'infinity') AS until FROM effects_adverse a
CROSS JOIN LATERAL effects_kept_until(a.subject_id, a.holds, a.while_listed) k (until)
WHERE a.subject_id = %(subject)s::bigint AND lower(a.holds) <= %(on)s::date
  AND k.until > %(on)s::date AND (a.ended_on IS NULL OR a.ended_on > %(on)s::date)
ORDER BY a.id
"""


def kept_on(subject_id: int, on: date) -> list[Adverse]:
    """The rows of the subject in the file on the day; `holds` of each with what prolongs it."""
    rows = list(Adverse.objects.raw(_KEPT, {"subject": subject_id, "on": on}))
    for row in rows:
        row.holds = DateRange(row.holds.lower, vars(row)["until"])
    return rows
