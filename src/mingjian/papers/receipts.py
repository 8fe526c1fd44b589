"""Units that were told of a change, and which of them have answered that it was carried out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.accounts.scope import narrow
from mingjian.papers.models import How, Notice
from mingjian.papers.problems import AnotherUnits, NothingToAnswer
from mingjian.papers.serve import serve


@dataclass(frozen=True, slots=True)
class Receipt:
    """A unit that must answer a notice. `answered_on` None: still awaited."""

    notice_id: int
    paper_id: int
    unit_id: str
    sent_on: date
    answered_on: date | None


def receipts_of(paper_ids: Collection[int]) -> list[Receipt]:
    """Of the notices of these papers, in the order in which they were sent."""
    return _told(_awaited().filter(paper_id__in=paper_ids))


def receipts_for(notice_ids: Collection[int]) -> list[Receipt]:
    """Of these notices, as far as they want an answer, in the order in which they were sent."""
    return _told(_awaited().filter(pk__in=notice_ids))


def outstanding(actor: Actor) -> list[Receipt]:
    """What the units within the actor's reach have not answered, the longest awaited first."""
    rows = _awaited().filter(service__isnull=True)
    return _told(narrow(rows, actor, "notice.read", "unit_id"))


@transaction.atomic
def answer(notice_id: int, actor: Actor, note: str = "") -> Receipt:
    """A unit says that it carried out what it was told of.

    Raises:
        NothingToAnswer: it is no such notice.
        UnderRule, AnotherUnits: it was sent to another unit.
        AlreadyServed: it has been answered.
    """
    found = receipts_for([notice_id])
    if not found:
        raise NothingToAnswer(notice=notice_id)
    require(actor, "notice.read", unit_id=found[0].unit_id)
    _refuse_another(actor, found[0])
    today = timezone.localdate()
    serve(notice_id, today, How.ACKNOWLEDGED, actor=actor.id, note=note)
    return receipts_for([notice_id])[0]


def _refuse_another(actor: Actor, asked: Receipt) -> None:
    """Reading reaches further than answering: only the unit knows what it has carried out."""
    if not actor.is_system and actor.unit_id != asked.unit_id:
        raise AnotherUnits(rule="notice.answer", unit=asked.unit_id)


def _awaited() -> "QuerySet[Notice]":
    return Notice.objects.filter(awaited=True).order_by("sent_on", "pk")


def _told(rows: "QuerySet[Notice]") -> list[Receipt]:
    columns = ("pk", "paper_id", "unit_id", "sent_on", "service__served_on")
    return [Receipt(*row) for row in rows.values_list(*columns)]
