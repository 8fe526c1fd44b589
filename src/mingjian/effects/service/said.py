"""What somebody says of a decision that he knows by its number."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mingjian.effects.rules.penalty import ProcedureOfPenalty
from mingjian.effects.service.given import Served


@dataclass(frozen=True, slots=True)
class Said:
    """How the decision of this number was made and served; all else as in `Served`.

    `code`: the party's, where one number stands for several decisions; else it may be empty.
    """

    number: str
    code: str
    served_on: date
    procedure: ProcedureOfPenalty
    told: bool
    how: str
    reason: str = ""

    def about(self, record_id: UUID) -> Served:
        """The same of the record that is meant."""
        return Served(
            record_id=record_id,
            served_on=self.served_on,
            procedure=self.procedure,
            told=self.told,
            how=self.how,
            reason=self.reason,
        )
