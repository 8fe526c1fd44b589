"""A record changes from a day on: the days before keep what they had."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from mingjian.evidence.append import append
from mingjian.kernel.period import Period
from mingjian.ledger.identity import digest, payload_text
from mingjian.ledger.models import Act
from mingjian.ledger.problems import OutsideValidity
from mingjian.ledger.versions import Next, Standing, standing, supersede


@transaction.atomic
def amend(  # noqa: PLR0913 - what changes over which days, and who says so, when and why
    record_id: UUID,
    payload: Mapping[str, object],
    from_: date,
    *,
    reason: str,
    actor: str,
    at: datetime,
    until: date | None = None,
) -> list[int]:
    """From `from_` up to but without `until` the record has this content, known from `at`.

    The record's first and last valid day stay. Returns the numbers of the versions made.

    Raises:
        NoSuchRecord: nothing stands of the record.
        OutsideValidity: it holds on no day of those.
        OutOfOrder: it was already changed at or after `at`.
        LogUnavailable: nothing was changed.
    """
    text, days = payload_text(payload), Period(from_, until)
    with connection.cursor() as cursor:
        touched = [one for one in standing(cursor, record_id, at) if one.valid.overlaps(days)]
        if not touched:
            raise OutsideValidity(record=record_id, day=from_)
        seqs = supersede(cursor, record_id, touched, _pieces(touched, days, text), at)
    body = {"record": str(record_id), "seqs": seqs, "digest": digest(text).hex(), "reason": reason}
    body |= {"days": [from_.isoformat(), until and until.isoformat()]}
    append("record.amended", actor=actor, body=body, subject_id=touched[0].subject_id)
    return seqs


def _pieces(touched: list[Standing], days: Period, text: str) -> list[Next]:
    """What is left of the old content on both sides, and the new content in between."""
    shared = [both for one in touched if (both := one.valid.intersection(days))]
    new = Next(Period(shared[0].start, shared[-1].end), text, Act.AMENDED)
    kept = [
        Next(rest, one.payload, Act.AMENDED) for one in touched for rest in one.valid.minus(days)
    ]
    return sorted([new, *kept], key=lambda piece: piece.valid.start)
