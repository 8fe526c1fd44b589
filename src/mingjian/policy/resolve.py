"""Ask several packs at once: the entry in force on a day, the more local pack first."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from mingjian.kernel.workdays import Calendar, CalendarDay
from mingjian.policy.edition import Edition, edition_of
from mingjian.policy.lookup import dated, first_of_each, folded, or_raise
from mingjian.policy.order import by_locality
from mingjian.policy.problems import (
    UnknownCodeList,
    UnknownDeadline,
    UnknownItem,
    UnknownMatter,
    UnknownPurpose,
    UnknownUnit,
)
from mingjian.policy.schema import (
    CatalogueItem,
    CodeList,
    Deadline,
    Institution,
    Matter,
    Pack,
    Purpose,
    Unit,
)
from mingjian.policy.shelf import Shelf


class Policies(Shelf):
    """All packs together. Dated questions take the day of the record itself, never today's.

    Raises:
        PacksDisagree: when an id repeats, a base is missing, or packs extend in a circle.
    """

    def __init__(self, packs: Iterable[Pack]) -> None:
        self.packs = by_locality(packs)

    def item(self, item_id: str, on: date) -> CatalogueItem:
        """Return the item in force on `on`, with the owners of the most local pack.

        Raises:
            UnknownItem: nothing outside the catalogue may be taken in (national catalogue).
        """
        return self._with_owners(self._item_in_pack(item_id, on)[1])

    def items(self, on: date) -> tuple[CatalogueItem, ...]:
        """Return every item in force on `on`, sorted by id."""
        found = first_of_each(item for _, item in self._items_on(on))
        return tuple(self._with_owners(item) for item in found)

    def edition(self, item_id: str, on: date) -> str:
        """Return the label of the pack edition that judges a record of this item and day."""
        return self.editions[self._item_in_pack(item_id, on)[0].id].label

    @cached_property
    def editions(self) -> dict[str, Edition]:
        """The edition of each pack, by pack id."""
        return {pack.id: edition_of(pack) for pack in self.packs}

    def unit(self, unit_id: str) -> Unit:
        """Return a unit of government by its id, or raise UnknownUnit."""
        return or_raise(self._units.get(unit_id), UnknownUnit, unit_id)

    def units(self) -> tuple[Unit, ...]:
        """Return every unit, sorted by id."""
        return tuple(self._units[key] for key in sorted(self._units))

    def unit_named(self, text: str) -> Unit | None:
        """Return the unit of this name, alias or id, or None; brackets and spaces may differ."""
        return self._named.get(folded(text))

    def deadline(self, deadline_id: str, on: date) -> Deadline:
        """Return the deadline in force on `on`, or raise UnknownDeadline."""
        found = (d for d in dated(self.packs, lambda p: p.deadlines, on) if d.id == deadline_id)
        return or_raise(next(found, None), UnknownDeadline, deadline_id, on)

    def calendar(self) -> Calendar:
        """Return the calendar of working days of all packs; made once."""
        return self._calendar

    def matter(self, matter_id: str) -> Matter:
        """Return a matter by its id, or raise UnknownMatter."""
        found = (m for m in self.matters() if m.id == matter_id)
        return or_raise(next(found, None), UnknownMatter, matter_id)

    def matters(self) -> tuple[Matter, ...]:
        """Return what one may check credit for, sorted by id."""
        return first_of_each(m for pack in self.packs for m in pack.matters)

    def purpose(self, purpose_id: str) -> Purpose:
        """Return a purpose by its id, or raise UnknownPurpose."""
        found = (p for p in self.purposes() if p.id == purpose_id)
        return or_raise(next(found, None), UnknownPurpose, purpose_id)

    def purposes(self) -> tuple[Purpose, ...]:
        """Return the purposes of checks, sorted by id."""
        return first_of_each(p for pack in self.packs for p in pack.purposes)

    def code_list(self, list_id: str) -> CodeList:
        """Return a code list with the values of all times, or raise UnknownCodeList."""
        found = (c for pack in self.packs for c in pack.codes if c.id == list_id)
        return or_raise(next(found, None), UnknownCodeList, list_id)

    def codes(self, list_id: str, on: date) -> CodeList:
        """Return a code list with only the values in force on `on`, or raise UnknownCodeList."""
        whole = self.code_list(list_id)
        return whole.model_copy(update={"values": whole.on(on)})

    def institutions(self) -> tuple[Institution, ...]:
        """Return the institution standards, in the plan's order."""
        return tuple(one for pack in self.packs for one in pack.institutions)

    def _item_in_pack(self, item_id: str, on: date) -> tuple[Pack, CatalogueItem]:
        found = (pair for pair in self._items_on(on) if pair[1].id == item_id)
        return or_raise(next(found, None), UnknownItem, item_id, on)

    def _items_on(self, on: date) -> Iterator[tuple[Pack, CatalogueItem]]:
        for pack in self.packs:
            if pack.in_force(on):
                yield from ((pack, item) for item in pack.catalogue if item.in_force(on))

    def _with_owners(self, item: CatalogueItem) -> CatalogueItem:
        owners = self._owners.get(item.id)
        return item.model_copy(update={"owners": owners}) if owners else item

    @cached_property
    def _owners(self) -> dict[str, tuple[str, ...]]:
        # Who delivers describes the district as it is: the period of the pack does not matter.
        owners: dict[str, tuple[str, ...]] = {}
        for pack in self.packs:
            for item in sorted({owner.item for owner in pack.owners} - owners.keys()):
                owners[item] = tuple(o.unit for o in pack.owners if o.item == item)
        return owners

    @cached_property
    def _units(self) -> dict[str, Unit]:
        return {u.id: u for u in first_of_each(u for pack in self.packs for u in pack.units)}

    @cached_property
    def _named(self) -> dict[str, Unit]:
        return {
            folded(name): unit
            for unit in self.units()
            for name in (unit.id, unit.name.en, *unit.aliases, unit.name.zh)
        }

    @cached_property
    def _calendar(self) -> Calendar:
        return Calendar(
            CalendarDay(entry.day, entry.works, entry.holiday, entry.notice, entry.published_on)
            for pack in self.packs
            for entry in pack.calendar
        )
