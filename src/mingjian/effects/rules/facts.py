"""What is known about the conduct of a subject that asks for repair."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Done = date | Literal[False] | None
"""The day on which something was done, False for not done, None for not known."""


@dataclass(frozen=True, slots=True)
class RepairFacts:
    """Facts for repair or for leaving a list; None is not known.

    `corrected`, `performed`, `harm_removed`, `pledged`: done on this day. `same_kind_again`:
    another penalty or record of the same kind. `false_material_on`: the day on which false
    material or a broken pledge was found; False for never.
    """

    corrected: Done = None
    performed: Done = None
    harm_removed: Done = None
    pledged: Done = None
    same_kind_again: bool | None = None
    on_serious_list: bool | None = None
    on_abnormal_list: bool | None = None
    false_material_on: Done = None
