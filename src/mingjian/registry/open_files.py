"""Makes the subjects that a delivery names and the registry does not know yet."""

from datetime import date

from django.db.backends.utils import CursorWrapper

from mingjian.registry.incoming import FACTS
from mingjian.registry.models import Origin

_FRESH = """
CREATE TEMPORARY TABLE registry_fresh ON COMMIT DROP AS
SELECT i.*, nextval(pg_get_serial_sequence('registry_subject', 'id')) AS subject_id
FROM registry_incoming i
WHERE NOT EXISTS (SELECT FROM registry_subjectcode c WHERE c.code = i.code)
"""
_SUBJECTS = f"""
INSERT INTO registry_subject
  (id, kind, {", ".join(FACTS)}, registered_on, origin, refreshed_on, first_known_at)
SELECT subject_id, kind, {", ".join(FACTS)}, registered_on, %s, %s::date, now() FROM registry_fresh
"""  # noqa: S608 - fixed column names
_CODES = """
INSERT INTO registry_subjectcode (code, subject_id, held, flag)
SELECT code, subject_id, '(,)', 'in_use' FROM registry_fresh
"""
_NAMES = """
INSERT INTO registry_subjectname (subject_id, name, normal_name, use, held)
SELECT subject_id, name, normal_name, 'current', '(,)' FROM registry_fresh WHERE normal_name <> ''
"""


def open_files(cursor: CursorWrapper, origin: Origin, refreshed_on: date | None = None) -> int:
    """Makes a subject, its code and its name of each unknown row of `registry_incoming`.

    Since when a subject has had its name or code nobody said: both begin at an unknown day.
    One transaction at a time, so that nobody is enrolled twice.
    """
    cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('registry.enrol', 0))")
    cursor.execute("DROP TABLE IF EXISTS pg_temp.registry_fresh")
    cursor.execute(_FRESH)
    cursor.execute(_SUBJECTS, [origin.value, refreshed_on])
    made = int(cursor.rowcount)
    cursor.execute(_CODES)
    cursor.execute(_NAMES)
    return made
