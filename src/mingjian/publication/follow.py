"""Licences enter the directory, by which the public list finds them, and are kept right in it."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from mingjian.effects.public import PUBLIC_KINDS
from mingjian.intake import following
from mingjian.intake.following import Seen, unseen, waits
from mingjian.intake.sent import Posted
from mingjian.kernel.uscc_tables import KINDS
from mingjian.ledger.read import as_of
from mingjian.ledger.version_view import VersionView
from mingjian.publication.licences import CLASS, CODE, ITEM, class_of, decided_on
from mingjian.publication.models import Followed, Licence

_FIELDS: Final = ("subject_id", "unit_id", "category", "decided_on", "until")


def catch_up() -> None:
    """Follow all that waits, the oldest first."""
    for posting in waiting():
        follow(posting)


def waiting() -> list[Posted]:
    """Postings of licences of which not all is in the directory, the oldest first."""
    last = Followed.objects.aggregate(last=Max("posted_at"))["last"]
    return following.waiting(ITEM, last, _seen_of)


@transaction.atomic
def follow(posting: Posted) -> int:
    """Put into the directory what is new of the posting's licences; how many it entered so far.

    When rows that waited for a person came in, they are entered, and the file is not read anew.
    """
    before = Followed.objects.filter(pk=posting.submission_id).first()
    seen = None if before is None else _seen(before)
    if before is not None and not waits(posting, seen):
        return before.licences
    entered = sum(_enter(versions) for versions in unseen(posting, ITEM, seen))
    entered += before.licences if before else 0
    told = {"posted_at": posting.posted_at, "answers": posting.answers, "licences": entered}
    Followed.objects.update_or_create(pk=posting.submission_id, defaults=told)
    return entered


def put_right(item: str, record_id: UUID, **_: object) -> None:
    """Let the directory say of a licence what the ledger says now, in the caller's transaction."""
    if item != ITEM:
        return
    stands = [one for one in as_of(record_id, items=[ITEM]) if _of_organisation(one)]
    if not stands:
        Licence.objects.filter(pk=record_id).delete()
    _enter(stands)


def _seen_of(submissions: Collection[int]) -> dict[int, Seen]:
    return {row.pk: _seen(row) for row in Followed.objects.filter(pk__in=submissions)}


def _seen(row: Followed) -> Seen:
    return Seen(row.posted_at, row.answers)


def _enter(versions: Iterable[VersionView]) -> int:
    """Of a record with several periods the last says until when."""
    rows = {one.record_id: _row(one) for one in versions if _of_organisation(one)}
    made: Sequence[Licence] = Licence.objects.bulk_create(
        rows.values(), update_conflicts=True, unique_fields=["record_id"], update_fields=_FIELDS
    )
    return len(made)


def _of_organisation(version: VersionView) -> bool:
    """By the first two letters of its code; of whom it is, the registry says when it is shown."""
    kind = KINDS.get(str(version.payload.get(CODE, ""))[:2].upper())
    return kind is None or kind.subject_class in PUBLIC_KINDS


def _row(version: VersionView) -> Licence:
    return Licence(
        record_id=version.record_id,
        subject_id=version.subject_id,
        unit_id=version.unit_id,
        category=class_of(str(version.payload.get(CLASS, ""))),
        decided_on=decided_on(version.payload),
        until=version.valid.end,
    )
