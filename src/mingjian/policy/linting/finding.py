"""What the linter says, and what its rules look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from mingjian.policy.schema import CatalogueItem, CodeList, Deadline, Pack, Unit

Gravity = Literal["error", "warning", "information"]


@dataclass(frozen=True)
class Finding:
    """One finding: a stable code, how grave, where, and a sentence in both languages."""

    code: str
    severity: Gravity
    file: str
    place: str
    zh: str
    en: str


@dataclass(frozen=True)
class Rule:
    """A rule's code, gravity and sentences; `{what}` is what was found."""

    code: str
    severity: Gravity
    zh: str
    en: str

    def at(self, file: str, place: str, what: object = "") -> Finding:
        """Make the finding of this rule at a place."""
        told = {"what": what, "place": place}
        zh, en = self.zh.format(**told), self.en.format(**told)
        return Finding(self.code, self.severity, file, place, zh, en)


@dataclass(frozen=True)
class Scene:
    """The pack under the linter with the packs it extends, most local first."""

    pack: Pack
    bases: tuple[Pack, ...] = ()

    @property
    def all(self) -> tuple[Pack, ...]:
        """Return the pack and its bases."""
        return (self.pack, *self.bases)

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Every unit that a reference may name."""
        return {unit.id: unit for pack in self.all for unit in pack.units}

    @cached_property
    def deadlines(self) -> dict[str, Deadline]:
        """Every deadline that a reference may name."""
        return {one.id: one for pack in self.all for one in pack.deadlines}

    @cached_property
    def codes(self) -> dict[str, CodeList]:
        """Every code list that a reference may name; the more local wins."""
        return {one.id: one for pack in reversed(self.all) for one in pack.codes}

    @cached_property
    def lists(self) -> frozenset[str]:
        """Ids of every list that a reference may name, in whatever version."""
        return frozenset(one.id for pack in self.all for one in pack.lists)

    @cached_property
    def items(self) -> dict[str, CatalogueItem]:
        """Every item that a reference may name."""
        return {item.id: item for pack in self.all for item in pack.catalogue}


def file_of(item: CatalogueItem) -> str:
    """Return where an item is expected: the linter works on values, not on files."""
    return f"catalogue/{item.id}.yaml"


Findings = Iterator[Finding]
