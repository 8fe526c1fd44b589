"""How many of those on black and watch lists left them, and how many were trained for repair."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from mingjian.accounts.actor import Actor
from mingjian.cases.models import Attendance
from mingjian.effects.turnover import listed
from mingjian.policy.schema.colours import ADVERSE
from mingjian.policy.standing import policies

STATUSES: Final = "entity-status"
OPERATING: Final = "active"
"""What the packs call a status of the register under which an organisation operates."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Operating organisations on a black or watch list in a period; of them, left and trained."""

    listed: int
    left: int
    trained: int

    @property
    def exit_rate(self) -> float | None:
        """The share that left; None when nobody was listed."""
        return self.left / self.listed if self.listed else None

    @property
    def training_rate(self) -> float | None:
        """The share that holds a certificate of training; None when nobody was listed."""
        return self.trained / self.listed if self.listed else None


def shares(actor: Actor, since: date, until: date) -> Shares:
    """Of the entries within the actor's reach (tasks 14 and 15 of the plan); both days included.

    Who operates is told by the register's status of today. A status that is not known is none of
    operation: then nobody is counted, rather than guessed.
    """
    adverse = [one.id for one in policies().every_list() if one.colour in ADVERSE]
    found = listed(since, until, actor, adverse)
    operating = {status for status in {one.status for one in found} if _operates(status)}
    counted = {one.subject_id: one.left for one in found if one.status in operating}
    held = Attendance.objects.filter(subject_id__in=counted, training__held_on__lte=until)
    trained = held.exclude(certificate=None).values("subject_id").distinct().count()
    return Shares(len(counted), sum(counted.values()), trained)


def _operates(status: str) -> bool:
    values = policies().code_list(STATUSES).values
    return any(value.title.en == OPERATING and value.fits(status) for value in values)
