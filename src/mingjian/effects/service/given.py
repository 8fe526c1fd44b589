"""What somebody says of how a decision was made and served."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mingjian.effects.rules.penalty import ProcedureOfPenalty


@dataclass(frozen=True, slots=True)
class Served:
    """How a record's decision was made and served; `told`: it names remedies and time limits.

    `how`: one of `papers.models.How`, empty where it is not known. `reason`: why it differs from
    what is recorded; a first answer needs none.
    """

    record_id: UUID
    served_on: date | None
    procedure: ProcedureOfPenalty
    told: bool = True
    how: str = ""
    reason: str = ""
