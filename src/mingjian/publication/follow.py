"""After a posting: its licences enter the directory, by which the public list finds them."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Max

from mingjian.effects.public import PUBLIC_KINDS
from mingjian.intake.sent import Posted, posted_since
from mingjian.kernel.uscc_tables import KINDS
from mingjian.ledger.read import posted
from mingjian.ledger.version_view import VersionView
from mingjian.publication.licences import CLASS, CODE, ITEM, class_of, decided_on
from mingjian.publication.models import Followed, Licence

# Two files that end at once may be seen in the other order.
_OVERLAP: Final = timedelta(days=1)
_FIELDS: Final = ("subject_id", "unit_id", "category", "decided_on", "until")


def catch_up() -> int:
    """Follow all that waits, the oldest first; how many licences were entered."""
    return sum(follow(posting) for posting in waiting())


def waiting() -> list[Posted]:
    """Postings of licences of which not all is in the directory, the oldest first."""
    last = Followed.objects.aggregate(last=Max("posted_at"))["last"]
    found = posted_since(ITEM, last and last - _OVERLAP)
    rows = Followed.objects.filter(pk__in=[one.submission_id for one in found])
    done = dict(rows.values_list("pk", "posted_at"))
    return [one for one in found if done.get(one.submission_id) != one.posted_at]


@transaction.atomic
def follow(posting: Posted) -> int:
    """Put into the directory what stands of the posting's licences; how many. Again: the same."""
    entered = sum(_enter(versions) for versions in posted(posting.submission_id, ITEM))
    told = {"posted_at": posting.posted_at, "licences": entered}
    Followed.objects.update_or_create(pk=posting.submission_id, defaults=told)
    return entered


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
