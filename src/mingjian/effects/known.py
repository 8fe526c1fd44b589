"""What the database holds of the packs now: lists, measures, items."""

from collections.abc import Iterable
from datetime import date

from mingjian.effects.models import KnownItem, KnownList, KnownMeasure


def list_on(list_id: str, on: date) -> KnownList | None:
    """The list as it is in force on a day."""
    rows = KnownList.objects.filter(list_id=list_id, known__upper_inf=True, during__contains=on)
    return rows.order_by("-pk").first()


def item_on(item: str, on: date) -> KnownItem | None:
    """The catalogue item as it is in force on a day."""
    return among(versions_of([item]), item, on)


def versions_of(items: Iterable[str]) -> list[KnownItem]:
    """The catalogue items as they are in force on any day, the latest said first."""
    rows = KnownItem.objects.filter(item__in=set(items), known__upper_inf=True)
    return list(rows.order_by("-pk"))


def among(versions: Iterable[KnownItem], item: str, on: date) -> KnownItem | None:
    """The one of them that is in force on a day."""
    return next((one for one in versions if one.item == item and on in one.during), None)


def measure_now(measure_id: str) -> KnownMeasure | None:
    """The measure, if organisations may be its target."""
    rows = KnownMeasure.objects.filter(measure_id=measure_id, known__upper_inf=True)
    return rows.order_by("-pk").first()


def edition_of(row: KnownList | KnownItem | KnownMeasure | None) -> str:
    """The edition that says so; empty for what is not known: the gate refuses that."""
    return "" if row is None else row.edition_id
