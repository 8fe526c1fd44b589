"""How `Policies` looks things up: the first entry of each id, or a problem that names it."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Protocol, TypeVar

from mingjian.policy.problems import NoSuchEntry
from mingjian.policy.schema import Pack


class Identified(Protocol):
    """An entry of a pack that has an id."""

    @property
    def id(self) -> str:
        """The id, unique in its table (and period)."""


class DatedEntry(Identified, Protocol):
    """An entry with a period of force."""

    def in_force(self, on: date) -> bool:
        """Tell whether the entry is in force on a day."""


Entry = TypeVar("Entry", bound=Identified)
DatedT = TypeVar("DatedT", bound=DatedEntry)
Anything = TypeVar("Anything")


def or_raise(
    entry: Anything | None, problem: type[NoSuchEntry], id_: str, on: date | None = None
) -> Anything:
    """Return the entry, or raise `problem` with the id (and day) that was asked for."""
    if entry is None:
        raise problem(what=id_, id=id_, on=on)
    return entry


def first_of_each(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Keep, for each id, the first (packs come most local first), sorted by id."""
    kept: dict[str, Entry] = {}
    for entry in entries:
        kept.setdefault(entry.id, entry)
    return tuple(kept[key] for key in sorted(kept))


def dated(
    packs: Iterable[Pack], part: Callable[[Pack], Iterable[DatedT]], on: date
) -> Iterator[DatedT]:
    """Yield the entries in force on a day of the packs in force on it, in the packs' order."""
    for pack in packs:
        if pack.in_force(on):
            yield from (entry for entry in part(pack) if entry.in_force(on))


def folded(name: str) -> str:
    """Return a name without what writers vary: width of characters, spaces, case."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
