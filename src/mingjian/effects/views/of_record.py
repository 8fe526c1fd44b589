"""Publications and adverse information as told."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mingjian.effects.models import Adverse, Publication
from mingjian.effects.target import End
from mingjian.effects.views.shared import ending, holds, remedy, way_out
from mingjian.kernel.period import Period
from mingjian.policy.schema.base import Text


@dataclass(frozen=True, slots=True)
class AdverseView:
    """Adverse information: `holds` begins with the day the decision became final."""

    id: int
    record_id: UUID
    item: str
    subject_id: int
    unit_id: str
    code: str
    basis: str
    decision_number: str
    decided_on: date
    served_on: date
    how: str
    holds: Period
    exit: Text
    remedy: Text
    edition_id: str
    end: End | None


@dataclass(frozen=True, slots=True)
class PublicationView:
    """A published decision; `earliest_end` None: not known, or never before its time."""

    id: int
    record_id: UUID
    item: str
    subject_id: int
    unit_id: str
    basis: str
    decision_number: str
    decided_on: date
    holds: Period
    earliest_end: date | None
    grade: str
    rules: str
    exit: Text
    remedy: Text
    edition_id: str
    end: End | None


def adverse_view(row: Adverse) -> AdverseView:
    """The row as told."""
    return AdverseView(
        id=row.pk,
        record_id=row.record_id,
        item=row.item,
        subject_id=row.subject_id,
        unit_id=row.unit_id,
        code=row.code,
        basis=row.basis,
        decision_number=row.decision_number,
        decided_on=row.decided_on,
        served_on=row.served_on,
        how=row.how,
        holds=holds(row),
        exit=way_out(row),
        remedy=remedy(row),
        edition_id=row.edition_id,
        end=ending(row),
    )


def publication_view(row: Publication) -> PublicationView:
    """The row as told."""
    return PublicationView(
        id=row.pk,
        record_id=row.record_id,
        item=row.item,
        subject_id=row.subject_id,
        unit_id=row.unit_id,
        basis=row.basis,
        decision_number=row.decision_number,
        decided_on=row.decided_on,
        holds=holds(row),
        earliest_end=row.earliest_end,
        grade=row.grade,
        rules=row.rules,
        exit=way_out(row),
        remedy=remedy(row),
        edition_id=row.edition_id,
        end=ending(row),
    )
