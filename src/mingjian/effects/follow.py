"""After a posting: each penalty is published for its days by the rules; doubts are questions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import connection, transaction
from django.db.models import Max

from mingjian.effects.by_rules import ACTOR, Doubt
from mingjian.effects.doubting import open_doubts
from mingjian.effects.models import Followed, Publication
from mingjian.effects.of_record import Standing, standing_of
from mingjian.effects.penalty import ITEM
from mingjian.effects.publish_by_rules import publish_by_rules
from mingjian.evidence.append import append
from mingjian.intake.sent import Posted, posted_since, released_rows
from mingjian.ledger.read import posted
from mingjian.ledger.version_view import VersionView

_TURN: Final = "SELECT pg_advisory_xact_lock(hashtextextended('effects.follow', %s::bigint))"
# Two files that end at once may be seen in the other order.
_OVERLAP: Final = timedelta(days=1)
# Answers of one item take turns, but each is dated by its machine's clock: one may come after
# another that is dated later. Clocks that are minded differ by less; what was seen costs nothing.
_CLOCKS: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Followup:
    """What came of a posting so far: how many were published, and how many doubts were opened."""

    submission_id: int
    published: int
    doubts: int


@transaction.atomic
def follow(posting: Posted) -> Followup:
    """Publish what the submission posted, a thousand records at a time; again changes nothing.

    When rows that waited for a person came in, they are followed, and the file is not read anew.
    A penalty's row tells neither its service nor its procedure, so finality cannot be told from
    it: that is a doubt, too. Adverse information comes by `finalise`, when the service is known.

    Raises:
        LogUnavailable: nothing was published.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TURN, [posting.submission_id])
    passes = list(Followed.objects.filter(submission_id=posting.submission_id).order_by("pk"))
    before = passes[-1] if passes else None
    if _waits(posting, before):
        passes.append(_go_through(posting, before))
    return Followup(
        submission_id=posting.submission_id,
        published=sum(one.published for one in passes),
        doubts=sum(one.doubts for one in passes),
    )


def waiting(limit: int = 20) -> list[Posted]:
    """Postings of penalties of which not all was followed, the oldest first."""
    last = Followed.objects.aggregate(last=Max("posted_at"))["last"]
    found = posted_since(ITEM, last and last - _OVERLAP)
    passes = Followed.objects.filter(submission_id__in=[one.submission_id for one in found])
    latest = {one.submission_id: one for one in passes.order_by("pk")}
    return [one for one in found if _waits(one, latest.get(one.submission_id))][:limit]


def _waits(posting: Posted, before: Followed | None) -> bool:
    if before is None:
        return True
    moved = posting.posted_at > (before.posted_at or before.at)
    return moved or posting.answers > before.answers


def _go_through(posting: Posted, before: Followed | None) -> Followed:
    """Look through what is new; the pass, noted and logged with what came of it."""
    published = doubts = 0
    for versions in _unseen(posting, before):
        made, opened = _judge(posting.submission_id, [standing_of(one) for one in versions])
        published, doubts = published + made, doubts + opened
    new = {"published": published, "doubts": doubts}
    number, at, answers = posting.submission_id, posting.posted_at, posting.answers
    append("submission.followed", actor=ACTOR, body={"submission": number, **new})
    return Followed.objects.create(submission_id=number, posted_at=at, answers=answers, **new)


def _unseen(posting: Posted, before: Followed | None) -> Iterator[list[VersionView]]:
    """The whole file the first time, later the rows released since: no other row can be new."""
    if before is None:
        return posted(posting.submission_id, ITEM)
    since = (before.posted_at or before.at) - _CLOCKS
    return posted(posting.submission_id, ITEM, rows=released_rows(posting.submission_id, since))


def _judge(submission_id: int, records: Sequence[Standing]) -> tuple[int, int]:
    """How many publications and how many doubts are new."""
    publications = Publication.objects.filter(record_id__in=[one.record_id for one in records])
    before = publications.count()
    unclear = [one for one in publish_by_rules(records) if isinstance(one, Doubt)]
    return publications.count() - before, open_doubts(submission_id, records, unclear)
