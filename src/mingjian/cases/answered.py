"""Who was told of a repair or correction, and who has answered that it was carried out."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.accounts.scope import narrow
from mingjian.cases.models import CaseNotice
from mingjian.cases.problems import AnotherUnits, NoSuchNoticeHere
from mingjian.cases.reach import within
from mingjian.papers.models import How
from mingjian.papers.serve import serve


@dataclass(frozen=True, slots=True)
class Receipt:
    """A unit that received what a case changed. `answered_on` None: still awaited."""

    case_id: int
    notice_id: int
    unit_id: str
    sent_on: date
    answered_on: date | None


def receipts(case_id: int, actor: Actor) -> list[Receipt]:
    """The receivers of one case, in the order they were told.

    Raises:
        NoSuchCase: there is none, or it is out of the actor's reach.
    """
    return _told(_awaited().filter(step__case=within(actor, case_id)))


def outstanding(actor: Actor) -> list[Receipt]:
    """What the units within the actor's reach have not answered, the longest awaited first."""
    rows = _awaited().filter(notice__service__isnull=True)
    return _told(narrow(rows, actor, "notice.read", "notice__unit_id"))


@transaction.atomic
def answer(notice_id: int, actor: Actor, note: str = "") -> Receipt:
    """A unit says that it carried out what it was told of.

    Raises:
        NoSuchNoticeHere: it is no such notice.
        UnderRule, AnotherUnits: it was sent to another unit.
        AlreadyServed: it has been answered.
    """
    rows = _awaited().filter(notice_id=notice_id)
    found = _told(rows)
    if not found:
        raise NoSuchNoticeHere(what=str(notice_id), notice=notice_id, number="")
    require(actor, "notice.read", unit_id=found[0].unit_id)
    _refuse_another(actor, found[0])
    today = timezone.localdate()
    serve(notice_id, today, How.ACKNOWLEDGED, actor=actor.id, note=note)
    return _told(rows)[0]


def _refuse_another(actor: Actor, asked: Receipt) -> None:
    """Reading reaches further than answering: only the unit knows what it has carried out."""
    if not actor.is_system and actor.unit_id != asked.unit_id:
        raise AnotherUnits(rule="notice.answer", unit=asked.unit_id)


def _awaited() -> "QuerySet[CaseNotice]":
    return CaseNotice.objects.filter(receipt=True).order_by("notice__sent_on", "pk")


def _told(rows: "QuerySet[CaseNotice]") -> list[Receipt]:
    columns = ("step__case_id", "notice_id", "notice__unit_id", "notice__sent_on")
    found = rows.values_list(*columns, "notice__service__served_on")
    return [Receipt(*row) for row in found]
