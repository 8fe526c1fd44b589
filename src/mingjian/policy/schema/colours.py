"""Which procedures are for red lists, and which for black and watch lists."""

from collections.abc import Mapping
from typing import Final

from mingjian.policy.schema.level import Colour
from mingjian.policy.schema.procedure import ProcedureKind

ADVERSE: Final[frozenset[Colour]] = frozenset({"black", "watch"})
RED: Final[frozenset[Colour]] = frozenset({"red"})
FOR: Final[Mapping[ProcedureKind, frozenset[Colour]]] = {
    "determination": ADVERSE,
    "exit": ADVERSE,
    "repair": ADVERSE,
    "recognition": RED,
    "removal": RED,
}
"""What is missing here (an objection, a review) is for lists of every colour."""


def is_for(kind: ProcedureKind, colour: Colour) -> bool:
    """Whether a procedure of this kind is for lists of this colour, or their entries."""
    return colour in FOR.get(kind, ADVERSE | RED)
