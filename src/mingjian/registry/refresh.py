"""The register's own delivery: subjects as they are on a day."""

from dataclasses import dataclass
from datetime import date

import pyarrow as pa
from django.db.backends.utils import CursorWrapper

from mingjian.registry.incoming import FACTS, stage
from mingjian.registry.models import Origin
from mingjian.registry.open_files import open_files


@dataclass(frozen=True, slots=True)
class RefreshOutcome:
    """What a delivery of the register did; the parts add up to its distinct codes.

    `renamed` subjects are not counted among the `changed`. `stale`: we hold later data already.
    """

    new: int
    renamed: int
    changed: int
    unchanged: int
    stale: int


# Rows about subjects that were known before this delivery, next to what is known of them.
_KNOWN = """
CREATE TEMPORARY TABLE registry_known ON COMMIT DROP AS
SELECT i.*, s.id AS subject_id, s.origin AS old_origin, n.id AS name_id, n.held AS old_held,
  n.id IS NOT NULL AS had_name,
  s.refreshed_on > %(on)s::date IS TRUE AS stale,
  i.normal_name <> '' AND i.normal_name IS DISTINCT FROM n.normal_name AS renamed,
  i.normal_name = n.normal_name AND i.name <> n.name AS respelt,
  (i.kind, {new}, coalesce(i.registered_on, s.registered_on), 'register')
    IS DISTINCT FROM (s.kind, {old}, s.registered_on, s.origin) AS changed
FROM registry_incoming i
JOIN registry_subjectcode c ON c.code = i.code
JOIN registry_subject s ON s.id = c.subject_id
LEFT JOIN registry_subjectname n ON n.subject_id = s.id AND n.use = 'current'
WHERE NOT EXISTS (SELECT FROM registry_fresh f WHERE f.code = i.code)
""".format(
    new=", ".join(f"coalesce(nullif(i.{fact}, ''), s.{fact})" for fact in FACTS),
    old=", ".join(f"s.{fact}" for fact in FACTS),
)
# A name that only a department had given, or that was corrected on the same day, never was the
# registered one: it stays as an alias, so that records under it still fit.
_CLOSE_NAMES = """
UPDATE registry_subjectname n SET
  use = CASE WHEN k.old_origin = 'reported' OR lower(n.held) = %(on)s::date
    THEN 'alias' ELSE 'former' END,
  held = CASE WHEN lower(n.held) = %(on)s::date THEN daterange(%(on)s::date, %(on)s::date + 1)
    ELSE daterange(lower(n.held), %(on)s::date) END
FROM registry_known k WHERE n.id = k.name_id AND k.renamed AND NOT k.stale
"""
_OPEN_NAMES = """
INSERT INTO registry_subjectname (subject_id, name, normal_name, use, held)
SELECT subject_id, name, normal_name, 'current',
  daterange(CASE WHEN had_name AND old_origin = 'register' THEN %(on)s::date END, NULL)
FROM registry_known WHERE renamed AND NOT stale
"""
_RESPELL = """
UPDATE registry_subjectname n SET name = k.name
FROM registry_known k WHERE n.id = k.name_id AND k.respelt AND NOT k.stale
"""
_FACTS = """
UPDATE registry_subject s SET kind = k.kind, {facts},
  registered_on = coalesce(k.registered_on, s.registered_on),
  origin = 'register', refreshed_on = %(on)s::date
FROM registry_known k WHERE s.id = k.subject_id AND NOT k.stale
  AND (k.changed OR s.refreshed_on IS DISTINCT FROM %(on)s::date)
""".format(facts=", ".join(f"{fact} = coalesce(nullif(k.{fact}, ''), s.{fact})" for fact in FACTS))
_COUNTS = """
SELECT count(*) FILTER (WHERE NOT stale AND renamed),
  count(*) FILTER (WHERE NOT stale AND NOT renamed AND (changed OR respelt)),
  count(*) FILTER (WHERE NOT stale AND NOT (renamed OR changed OR respelt IS TRUE)),
  count(*) FILTER (WHERE stale)
FROM registry_known
"""


def refresh_from_register(cursor: CursorWrapper, table: pa.Table, on: date) -> RefreshOutcome:
    """Brings the registry to what the register said on the day `on`. The caller's transaction.

    `table`: code, name and any of kind, status, division, town, industry, address, registered_on
    (date). What is empty or lacking is not known and takes nothing away. Another name closes the
    one before it on `on`; a different spelling of the same name only changes how it is shown.

    Raises:
        InvalidCodes: when a code is not valid.
    """
    stage(cursor, table)
    new = open_files(cursor, Origin.REGISTER, on)
    facts = {"on": on}
    cursor.execute("DROP TABLE IF EXISTS pg_temp.registry_known")
    cursor.execute(_KNOWN, facts)
    cursor.execute("ANALYZE registry_known")
    for statement in (_CLOSE_NAMES, _OPEN_NAMES, _RESPELL, _FACTS):
        cursor.execute(statement, facts)
    cursor.execute(_COUNTS)
    return RefreshOutcome(new, *cursor.fetchone())
