"""After a posting: each penalty is published for its days by the rules; doubts are questions."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import connection, transaction

from mingjian.effects.by_rules import ACTOR, Doubt
from mingjian.effects.doubting import open_doubts
from mingjian.effects.models import Followed
from mingjian.effects.of_record import Standing
from mingjian.effects.penalty import ITEM
from mingjian.effects.publish_by_rules import publish_by_rules
from mingjian.evidence.append import append

_AT_ONCE: Final = 1000
_TURN: Final = "SELECT pg_advisory_xact_lock(hashtextextended('effects.follow', %s::bigint))"
_POSTED: Final = """
SELECT DISTINCT ON (record_id) record_id, item, subject_id, unit_id, payload::text
FROM ledger_version
WHERE submission_id = %s::bigint AND item = %s AND upper_inf(known)
ORDER BY record_id, lower(valid) DESC
"""
_WAITING: Final = """
SELECT s.id FROM intake_submission s LEFT JOIN effects_followed f ON f.submission_id = s.id
WHERE s.stage = 'posted' AND s.item = %s AND f.submission_id IS NULL ORDER BY s.id LIMIT %s::int
"""


@dataclass(frozen=True, slots=True)
class Followup:
    """What came of a posting: how many records are published, and how many doubts were opened."""

    submission_id: int
    published: int
    doubts: int


@transaction.atomic
def follow(submission_id: int) -> Followup:
    """Publish what the submission posted, a thousand records at a time; again changes nothing.

    A penalty's row tells neither its service nor its procedure, so finality cannot be told from
    it: that is a doubt, too. Adverse information comes by `finalise`, when the service is known.

    Raises:
        LogUnavailable: nothing was published.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TURN, [submission_id])
    done = Followed.objects.filter(pk=submission_id).first()
    if done is not None:
        return Followup(submission_id, done.published, done.doubts)
    published = doubts = 0
    for records in _posted(submission_id):
        told = publish_by_rules(records)
        published += sum(one is True for one in told)
        unclear = [one for one in told if isinstance(one, Doubt)]
        doubts += open_doubts(submission_id, records, unclear)
    Followed.objects.create(submission_id=submission_id, published=published, doubts=doubts)
    body = {"submission": submission_id, "published": published, "doubts": doubts}
    append("submission.followed", actor=ACTOR, body=body)
    return Followup(submission_id, published, doubts)


def waiting(limit: int = 20) -> list[int]:
    """Posted submissions of penalties that nobody followed yet."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, [ITEM, limit])
        return [int(row[0]) for row in cursor.fetchall()]


def _posted(submission_id: int) -> Iterator[list[Standing]]:
    """In batches as they are needed: a whole year's file would fill the memory."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(_POSTED, [submission_id, ITEM])
        while rows := cursor.fetchmany(_AT_ONCE):
            yield [_standing(*row) for row in rows]


def _standing(record_id: UUID, item: str, about: int, unit: str, payload: str) -> Standing:
    return Standing(record_id, item, about, unit, json.loads(payload))
