"""Of which colour a list was in the edition of the packs by which an entry on it was made."""

from typing import cast

from mingjian.effects.models import KnownList
from mingjian.effects.views import EntryView
from mingjian.policy.schema.level import Colour


def colour_of(entry: EntryView) -> Colour | None:
    """Red, black or watch; None where no edition that was kept says so."""
    rows = KnownList.objects.filter(list_id=entry.list_id, edition_id=entry.edition_id)
    return cast("Colour | None", rows.order_by("pk").values_list("colour", flat=True).first())
