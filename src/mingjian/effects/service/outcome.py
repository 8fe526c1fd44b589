"""What became of an answer about the service of a decision."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from mingjian.effects.views import AdverseView
from mingjian.kernel.problem import Problem

What = Literal["recorded", "corrected", "unchanged"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one answer, and the adverse information that there is now.

    `told`: the units that had been told otherwise and got notice of the correction.
    """

    record_id: UUID
    what: What
    adverse: AdverseView | None = None
    told: tuple[str, ...] = ()


Outcome = Recorded | Problem
