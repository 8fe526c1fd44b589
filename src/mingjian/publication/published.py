"""What is published today, to leaf through: as much as a person reads, not as much as a copy."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from mingjian.effects.public import PublicEffect, Wanted, public_counts, public_effects

SHOWN_AT_MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Published:
    """The latest of what was asked for; `counts` of each kind, `cut`: there is more than shown."""

    rows: tuple[PublicEffect, ...]
    counts: dict[str, int]
    cut: bool


def published(on: date, wanted: Wanted) -> Published:
    """What is published on the day; kinds are counted under the same unit, list and subjects."""
    rows = public_effects(on, wanted, most=SHOWN_AT_MOST + 1)
    counts = public_counts(on, replace(wanted, kind=""))
    return Published(tuple(rows[:SHOWN_AT_MOST]), counts, len(rows) > SHOWN_AT_MOST)
