"""Disputes and shields as told."""

from dataclasses import dataclass
from datetime import date

from mingjian.effects.models import Dispute, Shield
from mingjian.effects.target import End
from mingjian.effects.views.shared import ending


@dataclass(frozen=True, slots=True)
class DisputeView:
    """That something is disputed; `end` None while it is."""

    id: int
    kind: str
    target: str
    subject_id: int
    case_id: int
    opened_on: date
    end: End | None


@dataclass(frozen=True, slots=True)
class ShieldView:
    """That adverse matters of a subject are out of sight from a day on."""

    id: int
    subject_id: int
    ruling_id: int
    case_id: int
    from_on: date
    end: End | None


def dispute_view(row: Dispute) -> DisputeView:
    """The row as told."""
    return DisputeView(
        row.pk, row.kind, row.target, row.subject_id, row.case_id, row.opened_on, ending(row)
    )


def shield_view(row: Shield) -> ShieldView:
    """The row as told."""
    return ShieldView(row.pk, row.subject_id, row.ruling_id, row.case_id, row.from_on, ending(row))
