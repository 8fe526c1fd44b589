"""Entries and measures as told, with their six parts."""

from dataclasses import dataclass
from uuid import UUID

from mingjian.effects.gate import Article, SixParts, Term
from mingjian.effects.models import Entry, Measure
from mingjian.effects.models.effect import Gated
from mingjian.effects.target import End
from mingjian.effects.views.shared import ending, holds, remedy, way_out
from mingjian.policy.schema.base import Text


@dataclass(frozen=True, slots=True)
class EntryView:
    """A list entry with its six parts; `end` None while nothing ended it before its term."""

    id: int
    list_id: str
    subject_id: int
    unit_id: str
    parts: SixParts
    edition_id: str
    source_record: UUID | None
    source_submission: int | None
    case_id: int | None
    end: End | None


@dataclass(frozen=True, slots=True)
class MeasureView:
    """An imposed measure with its six parts; `entry_id`: for which entry, if for one."""

    id: int
    measure_id: str
    subject_id: int
    unit_id: str
    parts: SixParts
    edition_id: str
    entry_id: int | None
    case_id: int | None
    end: End | None


def entry_view(row: Entry) -> EntryView:
    """The row as told."""
    return EntryView(
        id=row.pk,
        list_id=row.list_id,
        subject_id=row.subject_id,
        unit_id=row.unit_id,
        parts=_parts(row),
        edition_id=row.edition_id,
        source_record=row.source_record,
        source_submission=row.source_submission,
        case_id=row.case_id,
        end=ending(row),
    )


def measure_view(row: Measure) -> MeasureView:
    """The row as told."""
    return MeasureView(
        id=row.pk,
        measure_id=row.measure_id,
        subject_id=row.subject_id,
        unit_id=row.unit_id,
        parts=_parts(row),
        edition_id=row.edition_id,
        entry_id=row.entry_id,
        case_id=row.case_id,
        end=ending(row),
    )


def _parts(row: Gated) -> SixParts:
    days = holds(row)
    until = Text(zh=row.until_zh, en=row.until_en) if row.until_zh else None
    return SixParts(
        basis=Article(row.law, row.article, row.text_version),
        decision=row.decision_id,
        notice=row.service_id,
        term=Term(days.start, days.end, until),
        exit=way_out(row),
        remedy=remedy(row),
    )
