"""A record is taken back: from now on it is not on file. That it was stays readable."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from mingjian.evidence.append import append
from mingjian.ledger.models import Withdrawal
from mingjian.ledger.versions import standing, supersede


@transaction.atomic
def withdraw(  # noqa: PLR0913 - what is taken back, and who says so, when, why and by what law
    record_id: UUID,
    *,
    reason: str,
    basis: str,
    actor: str,
    at: datetime,
    submission_id: int | None = None,
) -> None:
    """Closes all that stands of the record at `at` (aware); `basis` is an article or a document.

    Sending the record again does not bring it back, unless the posting says `reopen`.

    Raises:
        NoSuchRecord: nothing stands of it.
        OutOfOrder: it was already changed at or after `at`.
        LogUnavailable: nothing was changed.
    """
    with connection.cursor() as cursor:
        old = standing(cursor, record_id, at)
        supersede(cursor, record_id, old, [], at)
    Withdrawal.objects.create(
        record_id=record_id,
        at=at,
        reason=reason,
        basis=basis,
        submission_id=submission_id,
        actor=actor,
    )
    body = {"record": str(record_id), "reason": reason, "basis": basis}
    append("record.withdrawn", actor=actor, body=body, subject_id=old[0].subject_id)
