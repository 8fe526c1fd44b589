"""What a record says, in the words of the catalogue: titles of fields, in the item's order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from mingjian.kernel.problem import NotFound
from mingjian.ledger.version_view import VersionView
from mingjian.policy.schema import CatalogueItem, Text
from mingjian.policy.standing import policies


@dataclass(frozen=True, slots=True)
class Cell:
    """A field's title and what was filed."""

    title: Text
    value: object


@dataclass(frozen=True)
class RecordShown:
    """A version with the words that people read; `day` is the one that is looked at."""

    version: VersionView
    day: date

    @cached_property
    def catalogue_item(self) -> CatalogueItem | None:
        """The item by which the record was judged."""
        return item_on(self.version.item, self.version.valid.start)

    @property
    def name(self) -> Text:
        """What the item is called."""
        item = self.catalogue_item
        return item.name if item else Text(zh=self.version.item, en=self.version.item)

    @property
    def effect(self) -> str:
        """Whether such a record is adverse, favourable or neither."""
        return self.catalogue_item.effect if self.catalogue_item else ""

    @property
    def in_force(self) -> bool:
        """Whether it holds on the day looked at."""
        return self.day in self.version.valid

    @property
    def headline(self) -> str:
        """What tells this record from others of its item: the first key that is not the subject."""
        item, payload = self.catalogue_item, self.version.payload
        about = {item.subject.code, item.subject.name} if item else set()
        keys = [name for name in (item.key if item else ()) if name not in about]
        return next((str(payload[name]) for name in keys if payload.get(name)), self.name.zh)

    @property
    def cells(self) -> list[Cell]:
        """All that was filed."""
        return cells(self.version.item, self.version.valid.start, self.version.payload)


def item_on(item_id: str, day: date) -> CatalogueItem | None:
    """The item as the packs had it on a day; None when it was in no catalogue then."""
    try:
        return policies().item(item_id, day)
    except NotFound:
        return None


def cells(item_id: str, day: date, values: Mapping[str, object]) -> list[Cell]:
    """The filed values with titles, in the item's order; a field unknown shows its code."""
    known = titles(item_id, day)
    names = [*(name for name in known if name in values), *(n for n in values if n not in known)]
    return [Cell(known.get(name, Text(zh=name, en=name)), values[name]) for name in names]


def titles(item_id: str, day: date) -> dict[str, Text]:
    """What the fields of an item are called."""
    item = item_on(item_id, day)
    return {field.name: field.title for field in item.fields} if item else {}
