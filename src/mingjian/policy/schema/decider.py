"""Who may decide a list here: competence is local and given by law, never taken (职权法定)."""

from typing import Final

from mingjian.policy.schema.base import Dated, Sourced

EVERY_UNIT: Final = "*"


class Decider(Sourced, Dated):
    """A unit that may decide who comes onto a list on which the district's part is `decides`.

    `unit`: "*" where the source names no single unit (谁处罚谁决定); `source` has its words.
    """

    list: str
    unit: str

    def includes(self, unit_id: str) -> bool:
        """Tell whether this unit is meant."""
        return self.unit in {EVERY_UNIT, unit_id}
