"""Decisions that wait for the day of their service, and those that have it, of the own units."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from mingjian.accounts.actor import Actor
from mingjian.accounts.scope import narrow
from mingjian.effects.adverse import find_each
from mingjian.effects.doubts import READ, still_open
from mingjian.effects.models import Doubt, ServedDecision
from mingjian.effects.models.doubt import Missing
from mingjian.effects.of_record import Standing, standings
from mingjian.effects.penalty import filed, party
from mingjian.effects.service.correction import told_of
from mingjian.effects.views import AdverseView
from mingjian.ledger.models import Version
from mingjian.papers.receipts import Receipt

MOST: Final = 5_000
"""So many are listed; a longer list is narrowed or answered first."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A penalty by what its unit knows it: number, party, day."""

    record_id: UUID
    subject_id: int
    unit_id: str
    number: str
    name: str
    code: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class Waiting(Decision):
    """One that waits: until when an answer is due, and for what."""

    due_on: date
    overdue: bool
    why: str


@dataclass(frozen=True, slots=True)
class OnFile(Decision):
    """One that is answered, as it counts now. `corrected`: how often; `adverse`: what it became.

    `receivers`: how many units got notice of the last correction, `answered`: of them answered.
    """

    served_on: date | None
    how: str
    procedure: str
    told: bool
    corrected: int
    reason: str
    adverse: AdverseView | None
    receivers: int = 0
    answered: int = 0

    @property
    def begins(self) -> date | None:
        """From when on it is adverse information; None where it is not, or not any more."""
        if self.adverse is None or self.adverse.end is not None:
            return None
        return self.adverse.holds.start


def waiting(
    actor: Actor, *, unit_id: str = "", limit: int = MOST, on: date | None = None
) -> list[Waiting]:
    """The first due first. `on`: the day by which they are overdue or not (today)."""
    rows = narrow(still_open().filter(missing=Missing.SERVICE), actor, READ, "unit_id")
    rows = rows.filter(unit_id=unit_id) if unit_id else rows
    found = list(rows.order_by("due_on", "pk")[:limit])
    records, today = standings([row.record_id for row in found]), on or timezone.localdate()
    shown = (_waiting(row, records[row.record_id], today) for row in found)
    return sorted(shown, key=lambda one: (one.due_on, one.number))


def _waiting(row: Doubt, record: Standing, today: date) -> Waiting:
    overdue = row.due_on < today
    return Waiting(**_decision(record), due_on=row.due_on, overdue=overdue, why=row.why)


def on_file(actor: Actor, *, unit_id: str = "", limit: int = MOST) -> list[OnFile]:
    """The latest recorded first."""
    rows = narrow(_counting(), actor, READ, "unit_id")
    rows = rows.filter(Q(unit_id=unit_id)) if unit_id else rows
    found = list(rows.order_by("-pk")[:limit])
    numbers = [row.record_id for row in found]
    records, adverse = standings(numbers), find_each(numbers)
    told = told_of([row.pk for row in found])
    shown = [_on_file(row, records[row.record_id], adverse) for row in found]
    return [
        replace(one, receivers=_units(told[row.pk]), answered=_answered(told[row.pk]))
        for one, row in zip(shown, found, strict=True)
    ]


def _units(receipts: Iterable[Receipt]) -> int:
    """Of one correction a unit may have several notices: what it left open is told later."""
    return len({one.unit_id for one in receipts})


def _answered(receipts: Sequence[Receipt]) -> int:
    return _units(receipts) - _units(one for one in receipts if one.answered_on is None)


def _counting() -> "QuerySet[ServedDecision]":
    """The last word on each record that stands, with the unit that delivered it."""
    same = {"record_id": OuterRef("record_id")}
    last = ServedDecision.objects.filter(**same).order_by("-seq").values("pk")[:1]
    stands = Version.objects.filter(**same, known__upper_inf=True).order_by("-valid")
    rows = ServedDecision.objects.filter(pk=Subquery(last))
    named = rows.annotate(unit_id=Subquery(stands.values("unit_id")[:1]))
    return named.exclude(unit_id=None)


def _on_file(row: ServedDecision, record: Standing, adverse: Mapping[UUID, AdverseView]) -> OnFile:
    return OnFile(
        **_decision(record),
        served_on=row.served_on,
        how=row.how,
        procedure=row.procedure,
        told=row.told,
        corrected=row.seq - 1,
        reason=row.reason,
        adverse=adverse.get(row.record_id),
    )


def _decision(record: Standing) -> dict[str, Any]:
    row, who = filed(record.payload), party(record.payload)
    return {
        "record_id": record.record_id,
        "subject_id": record.subject_id,
        "unit_id": record.unit_id,
        "number": row.number,
        "name": who.name,
        "code": who.code,
        "decided_on": row.decided_on,
    }
