"""Which units were told of something: from the log of answers, which nobody can rewrite."""

from typing import Final

from django.db import connection

from mingjian.effects.models import Adverse, Entry, Measure
from mingjian.effects.target import Target, TargetKind
from mingjian.effects.whose import whose

# An answer's log entry lists what it said under one key for each kind: numbers, or pairs of a
# number and a version.
_KEYS: Final[dict[TargetKind, str]] = {
    "record": "records",
    "adverse": "adverse",
    "entry": "entries",
    "measure": "measures",
}
_TOLD: Final = """
SELECT DISTINCT body->>'unit' FROM (
  SELECT e.body::jsonb AS body FROM evidence_entry e
  WHERE e.kind = 'check.asked' AND e.subject_id = %s::bigint) asked,
  unnest(%s::text[], %s::text[]) AS wanted (key, id)
WHERE body->>'outcome' = 'answered' AND jsonb_typeof(body->wanted.key) = 'array'
  AND EXISTS (SELECT FROM jsonb_array_elements(body->wanted.key) told
    WHERE coalesce(told->>0, told#>>'{}') = wanted.id)
ORDER BY 1
"""


def receivers(target: Target) -> list[str]:
    """The units whose answered checks said this, or something that belongs to it; sorted.

    Raises:
        NoSuchEffect: there is no such thing.
    """
    about = whose(target).subject_id
    wanted = sorted({target, *belongings(target)}, key=lambda one: (one.kind, one.id))
    keys, ids = [_KEYS[one.kind] for one in wanted], [one.id for one in wanted]
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, [about, keys, ids])
        return [str(row[0]) for row in cursor.fetchall()]


def belongings(target: Target) -> set[Target]:
    """What stands and falls with it: of a record all that it carries, of an entry its measures."""
    if target.kind == "adverse":
        row = Adverse.objects.filter(pk=int(target.id)).first()
        root = None if row is None else Target("record", str(row.record_id))
        return set() if root is None else {root, *belongings(root)}
    if target.kind == "entry":
        return _measures_of([int(target.id)])
    return _of_record(target.id) if target.kind == "record" else set()


def _of_record(record_id: str) -> set[Target]:
    adverse = Adverse.objects.filter(record_id=record_id).values_list("pk", flat=True)
    entries = list(Entry.objects.filter(source_record=record_id).values_list("pk", flat=True))
    found = {Target("adverse", str(number)) for number in adverse}
    return found | {Target("entry", str(number)) for number in entries} | _measures_of(entries)


def _measures_of(entries: list[int]) -> set[Target]:
    numbers = Measure.objects.filter(entry_id__in=entries).values_list("pk", flat=True)
    return {Target("measure", str(number)) for number in numbers}
