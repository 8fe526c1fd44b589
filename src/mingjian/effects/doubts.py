"""What the platform could not tell of posted decisions: who has to answer, and the answer."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.decide import require
from mingjian.accounts.scope import narrow
from mingjian.effects.models import Doubt, Publication, ServedDecision
from mingjian.effects.models.doubt import Missing
from mingjian.effects.of_record import standing
from mingjian.effects.service.given import Served
from mingjian.effects.service.record import record_service
from mingjian.effects.views import AdverseView
from mingjian.ledger.models import Version

READ, ANSWER = "question.read", "question.answer"
_OVER: Final = ("id", "submission_id", "record_id", "subject_id", "unit_id", "missing", "why")


@dataclass(frozen=True, slots=True)
class DoubtView:
    """A question about a record. `missing`: service (day and procedure), or publication (its days).

    The first is answered by `answer`, the second by correcting the record.
    """

    id: int
    submission_id: int
    record_id: UUID
    subject_id: int
    unit_id: str
    missing: str
    why: str
    due_on: date
    overdue: bool


@dataclass(frozen=True, slots=True)
class DoubtPage:
    """A page of the open questions, the first due first, and how many there are."""

    rows: tuple[DoubtView, ...]
    total: int


def doubts(actor: Actor, *, page: int = 1, size: int = 50, on: date | None = None) -> DoubtPage:
    """The open questions to the units within the actor's reach, as they stand now.

    `on`: the day by which they are overdue or not (today).
    """
    rows = narrow(still_open(), actor, READ, "unit_id").order_by("due_on", "pk")
    first, today = (max(page, 1) - 1) * size, on or timezone.localdate()
    return DoubtPage(tuple(_view(row, today) for row in rows[first : first + size]), rows.count())


def answer(actor: Actor, served: Served) -> AdverseView | None:
    """Say how the decision was served and by which procedure; it may become adverse information.

    Raises:
        UnderRule: the record was delivered by another unit than the actor's.
        NoSuchEffect, AlreadyThere, ServedAhead, ServedTooEarly, GateShut, LogUnavailable: as
            `record_service`.
    """
    require(actor, ANSWER, unit_id=standing(served.record_id).unit_id)
    return record_service(served, timezone.localdate(), actor=actor.id)


def still_open() -> "QuerySet[Doubt]":
    """Not answered since, not asked again by a later posting, about a record that stands."""
    same = {"record_id": OuterRef("record_id")}
    again = Doubt.objects.filter(**same, missing=OuterRef("missing"), pk__gt=OuterRef("pk"))
    stands = Version.objects.filter(**same, known__upper_inf=True)
    served = ServedDecision.objects.filter(record_id=OuterRef("record_id"))
    published = Publication.objects.filter(**same, ended_on=None)
    answered = Q(missing=Missing.SERVICE) & Q(Exists(served))
    answered |= Q(missing=Missing.PUBLICATION) & Q(Exists(published))
    return Doubt.objects.filter(Exists(stands)).exclude(Exists(again)).exclude(answered)


def _view(row: Doubt, today: date) -> DoubtView:
    same = {name: getattr(row, name) for name in _OVER}
    return DoubtView(due_on=row.due_on, overdue=row.due_on < today, **same)
