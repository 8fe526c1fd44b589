"""A record was wrong: put it right. What was wrong stays readable as what was known until then."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from mingjian.evidence.append import append
from mingjian.kernel.period import Period
from mingjian.ledger.identity import digest, payload_text
from mingjian.ledger.models import Act
from mingjian.ledger.versions import Next, standing, supersede


@transaction.atomic
def correct(  # noqa: PLR0913 - what is right, and who says so, when and why
    record_id: UUID,
    payload: Mapping[str, object],
    valid: Period,
    *,
    reason: str,
    actor: str,
    at: datetime,
) -> int:
    """Replaces everything that stands of the record, known from `at` (aware); the new version.

    Raises:
        NoSuchRecord: nothing stands of it.
        OutOfOrder: it was already changed at or after `at`.
        LogUnavailable: nothing was changed.
    """
    text = payload_text(payload)
    with connection.cursor() as cursor:
        old = standing(cursor, record_id, at)
        (seq,) = supersede(cursor, record_id, old, [Next(valid, text, Act.CORRECTED)], at)
    body = {"record": str(record_id), "seq": seq, "digest": digest(text).hex(), "reason": reason}
    body |= {"valid": [valid.start.isoformat(), valid.end and valid.end.isoformat()]}
    append("record.corrected", actor=actor, body=body, subject_id=old[0].subject_id)
    return seq
