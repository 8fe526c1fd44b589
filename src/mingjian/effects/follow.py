"""After a posting: each penalty is published for its days by the rules; doubts are questions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
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
from mingjian.intake import following
from mingjian.intake.following import Seen, unseen, waits
from mingjian.intake.sent import Posted

_TURN: Final = "SELECT pg_advisory_xact_lock(hashtextextended('effects.follow', %s::bigint))"


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
    seen = _seen(passes[-1]) if passes else None
    if waits(posting, seen):
        passes.append(_go_through(posting, seen))
    return Followup(
        submission_id=posting.submission_id,
        published=sum(one.published for one in passes),
        doubts=sum(one.doubts for one in passes),
    )


def waiting(limit: int = 20) -> list[Posted]:
    """Postings of penalties of which not all was followed, the oldest first."""
    last = Followed.objects.aggregate(last=Max("posted_at"))["last"]
    return following.waiting(ITEM, last, _seen_of, limit)


def _seen_of(submissions: Collection[int]) -> dict[int, Seen]:
    passes = Followed.objects.filter(submission_id__in=submissions).order_by("pk")
    return {one.submission_id: _seen(one) for one in passes}


def _seen(last: Followed) -> Seen:
    return Seen(last.posted_at or last.at, last.answers)


def _go_through(posting: Posted, seen: Seen | None) -> Followed:
    """Look through what is new; the pass, noted and logged with what came of it."""
    published = doubts = 0
    for versions in unseen(posting, ITEM, seen):
        made, opened = _judge(posting.submission_id, [standing_of(one) for one in versions])
        published, doubts = published + made, doubts + opened
    new = {"published": published, "doubts": doubts}
    number, at, answers = posting.submission_id, posting.posted_at, posting.answers
    append("submission.followed", actor=ACTOR, body={"submission": number, **new})
    return Followed.objects.create(submission_id=number, posted_at=at, answers=answers, **new)


def _judge(submission_id: int, records: Sequence[Standing]) -> tuple[int, int]:
    """How many publications and how many doubts are new."""
    publications = Publication.objects.filter(record_id__in=[one.record_id for one in records])
    before = publications.count()
    unclear = [one for one in publish_by_rules(records) if isinstance(one, Doubt)]
    return publications.count() - before, open_doubts(submission_id, records, unclear)
