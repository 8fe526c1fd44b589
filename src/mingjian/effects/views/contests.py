"""Reviews and suits as told."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mingjian.effects.models import Contest


@dataclass(frozen=True, slots=True)
class ContestView:
    """A review, suit or appeal; `due_on`: the last day to take back what it undid."""

    id: int
    record_id: UUID
    kind: str
    filed_on: date
    outcome: str
    decided_on: date | None
    due_on: date | None


def contest_view(row: Contest) -> ContestView:
    """The row as told."""
    return ContestView(
        row.pk, row.record_id, row.kind, row.filed_on, row.outcome, row.decided_on, row.due_on
    )
