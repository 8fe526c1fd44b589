"""Organisations for the stories, each with the penalty on file that its story is about."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from mingjian.district.living.script import Need
from mingjian.effects.in_force import in_force
from mingjian.effects.penalty import ITEM, filed
from mingjian.ledger.read import as_of
from mingjian.ledger.version_view import VersionView
from mingjian.registry.find import SubjectView

_DAYS: Final[dict[Need, tuple[int, int]]] = {
    "fresh": (2, 20),
    "recent": (30, 200),
    "final": (270, 1200),
}
"""How many days ago the penalty was decided: at least, at most."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation with its penalties on file; `record`: the one that was chosen."""

    firm: SubjectView
    penalties: tuple[VersionView, ...]
    record: UUID | None = None

    def of(self, unit_id: str) -> tuple[VersionView, ...]:
        """The penalties that a unit imposed."""
        return tuple(row for row in self.penalties if row.unit_id == unit_id)


@dataclass(slots=True)
class Pool:
    """The organisations in their order; one that does not fit a story waits for the next."""

    firms: Iterator[SubjectView]
    unit_id: str
    today: date
    _waiting: list[Candidate] = field(default_factory=list)

    def draw(self, need: Need) -> Candidate | None:
        """The next organisation that a story can be about; None when there is none left."""
        for place, one in enumerate(self._waiting):
            if (found := self._fitting(one, need)) is not None:
                del self._waiting[place]
                return found
        for one in map(self._candidate, self.firms):
            if (found := self._fitting(one, need)) is not None:
                return found
            self._waiting.append(one)
        return None

    def _candidate(self, firm: SubjectView) -> Candidate:
        return Candidate(firm, tuple(as_of(firm.subject_id, items=[ITEM])))

    def _fitting(self, one: Candidate, need: Need) -> Candidate | None:
        if need == "any":
            return None if one.of(self.unit_id) else one
        wanted = self._shown(one) if need == "published" else self._of_age(one, need)
        own = (row.record_id for row in one.of(self.unit_id) if row.record_id in wanted)
        record = next(own, None)
        return None if record is None else Candidate(one.firm, one.penalties, record)

    def _shown(self, one: Candidate) -> set[UUID]:
        """Published, not known to be short of the shortest time, and the only penalty on file."""
        if len(one.penalties) != 1:
            return set()
        return {
            shown.record_id
            for shown in in_force(one.firm.subject_id, self.today).published
            if shown.earliest_end is None or shown.earliest_end <= self.today
        }

    def _of_age(self, one: Candidate, need: Need) -> set[UUID]:
        least, most = _DAYS[need]
        aged = ((row, (self.today - filed(row.payload).decided_on).days) for row in one.penalties)
        return {row.record_id for row, days in aged if least <= days <= most}
