"""What a record says, in the words of the catalogue: titles of fields, in the item's order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mingjian.kernel.problem import NotFound
from mingjian.policy.schema import CatalogueItem, Text
from mingjian.policy.standing import policies


@dataclass(frozen=True, slots=True)
class Cell:
    """A field's title and what was filed."""

    title: Text
    value: object


def item_on(item_id: str, day: date) -> CatalogueItem | None:
    """The item as the packs had it on a day; None when it was in no catalogue then."""
    try:
        return policies().item(item_id, day)
    except NotFound:
        return None


def cells(item_id: str, day: date, values: Mapping[str, object]) -> list[Cell]:
    """The filed values with their titles; a field the packs do not know shows its code."""
    item = item_on(item_id, day)
    fields = {field.name: field.title for field in item.fields} if item else {}
    return [Cell(fields.get(name, Text(zh=name, en=name)), value) for name, value in values.items()]
