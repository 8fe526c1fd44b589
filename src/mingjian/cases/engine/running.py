"""How a clock of a case stands."""

from dataclasses import dataclass
from datetime import date

from mingjian.kernel.period import Period
from mingjian.kernel.workdays import Deadline
from mingjian.policy.schema.procedure import Clock


@dataclass(frozen=True, slots=True)
class Running:
    """How a clock stands.

    `due` None: not started, paused before its end, or of no legal length on that day. `paused`: the
    days left out, an open period while the pause lasts. `overdue_by`: working days.
    """

    clock: Clock
    begun: bool = False
    started_on: date | None = None
    stopped_on: date | None = None
    due: Deadline | None = None
    paused: tuple[Period, ...] = ()
    extended: bool = False
    overdue_by: int = 0

    @property
    def runs(self) -> bool:
        """Whether time is being counted, or would be were there no pause."""
        return self.started_on is not None and self.stopped_on is None

    @property
    def is_paused(self) -> bool:
        """Whether it stands still now."""
        return self.runs and any(pause.end is None for pause in self.paused)

    def ran_out(self, today: date) -> bool:
        """Whether it ended by itself before today."""
        return self.runs and self.due is not None and self.due.day < today
