"""Single versions in the table: what stands of a record, closing it, opening what follows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.backends.utils import CursorWrapper

from mingjian.kernel.period import Period
from mingjian.ledger.changed import changed
from mingjian.ledger.identity import digest
from mingjian.ledger.lock import lock_item
from mingjian.ledger.models import Act, Version
from mingjian.ledger.problems import NoSuchRecord, OutOfOrder

_STANDING = """
SELECT seq, item, subject_id, unit_id, lower(valid), upper(valid), lower(known), submission_id,
  row_no, edition_id, payload::text
FROM ledger_version WHERE record_id = %s::uuid AND upper_inf(known) ORDER BY valid
"""
_START = 4
_LAST = """
SELECT max(seq), greatest(max(lower(known)), max(upper(known)) - interval '1 microsecond')
FROM ledger_version WHERE record_id = %s::uuid
"""
_CLOSE = """
UPDATE ledger_version SET known = tstzrange(lower(known), %s::timestamptz)
WHERE record_id = %s::uuid AND seq = ANY(%s::int[])
"""
_OPEN = """
INSERT INTO ledger_version (record_id, seq, item, subject_id, unit_id, valid, known, submission_id,
  row_no, edition_id, act, digest, payload)
VALUES (%s::uuid, %s::int, %s, %s::bigint, %s, daterange(%s::date, %s::date),
  tstzrange(%s::timestamptz, NULL), %s::bigint, %s::int, %s, %s, %s::bytea, %s::json)
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """A version that stands now, with the delivery that it comes from."""

    seq: int
    item: str
    subject_id: int
    unit_id: str
    valid: Period
    known_from: datetime
    submission_id: int
    row_no: int
    edition_id: str
    payload: str


@dataclass(frozen=True, slots=True)
class Next:
    """What is to stand instead: content as text, for these days."""

    valid: Period
    payload: str
    act: Act


def standing(cursor: CursorWrapper, record_id: UUID, at: datetime) -> list[Standing]:
    """What stands of the record, in the order of its days; nobody else changes it until the end.

    Raises:
        NoSuchRecord: nothing does.
        OutOfOrder: it was already changed at or after `at`.
    """
    found = _standing(cursor, record_id)
    lock_item(cursor, found[0].item)
    found = _standing(cursor, record_id)
    cursor.execute(_LAST, [record_id])
    if cursor.fetchone()[1] >= at:
        raise OutOfOrder(record=record_id, at=at)
    return found


def supersede(
    cursor: CursorWrapper, record_id: UUID, old: list[Standing], new: list[Next], at: datetime
) -> list[int]:
    """Closes the versions `old` at `at` and opens `new`, of which `changed` tells; their numbers.

    The new ones carry the source of the first of the old: its unit, submission, row and edition.
    """
    cursor.execute(_LAST, [record_id])
    last = cursor.fetchone()[0]
    cursor.execute(_CLOSE, [at, record_id, [version.seq for version in old]])
    numbered = list(enumerate(new, start=last + 1))
    for seq, version in numbered:
        cursor.execute(_OPEN, _values(record_id, seq, version, old[0], at))
    changed.send(sender=Version, record_id=record_id, item=old[0].item)
    return [seq for seq, _ in numbered]


def _standing(cursor: CursorWrapper, record_id: UUID) -> list[Standing]:
    cursor.execute(_STANDING, [record_id])
    found = [_read(row) for row in cursor.fetchall()]
    if not found:
        raise NoSuchRecord(record=record_id)
    return found


def _read(row: tuple[Any, ...]) -> Standing:
    columns: Any = (*row[:_START], Period(row[_START], row[_START + 1]), *row[_START + 2 :])
    return Standing(*columns)


def _values(record_id: UUID, seq: int, new: Next, source: Standing, at: datetime) -> list[Any]:
    return [
        record_id,
        seq,
        source.item,
        source.subject_id,
        source.unit_id,
        new.valid.start,
        new.valid.end,
        at,
        source.submission_id,
        source.row_no,
        source.edition_id,
        new.act.value,
        digest(new.payload),
        new.payload,
    ]
