"""The rows of a file, chunk by chunk, as they will stand in the layout's columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mingjian.district.deliveries import Delivery
from mingjian.district.dice import Whole
from mingjian.district.items import MAKERS
from mingjian.district.plan import Soil
from mingjian.district.quota import Quota, Soiled, quota
from mingjian.district.scene import Scene
from mingjian.district.soil import Ground, soil
from mingjian.district.text import Column, Columns, either, joined, repeated
from mingjian.policy.schema import CatalogueItem, Layout

CHUNK = 20_000


@dataclass(frozen=True)
class Filled:
    """A delivery with what is needed to make any of its rows."""

    scene: Scene
    delivery: Delivery

    @cached_property
    def quota(self) -> Quota:
        """How much dirt of each kind the file carries."""
        return quota(self.delivery, self.scene.plan.dirt, self.scene.plan.seed)

    @cached_property
    def item(self) -> CatalogueItem:
        """The catalogue item."""
        return self.scene.item(self.delivery)

    @cached_property
    def layout(self) -> Layout:
        """The layout of the file, from the packs."""
        return next(x for x in self.item.every_layout() if x.id == self.delivery.layout)

    @property
    def unit(self) -> str:
        """The unit's name."""
        return self.scene.policies.unit(self.delivery.unit).name.zh

    def chunks(self, size: int = CHUNK) -> Iterator[list[Column]]:
        """Yield the layout's columns for `size` rows at a time."""
        for start in range(0, self.delivery.rows, size):
            rows = np.arange(start, min(start + size, self.delivery.rows), dtype=np.int64)
            yield laid_out(self.columns(rows), self.layout, len(rows))

    def columns(self, rows: Whole) -> Columns:
        """Return the fields of these rows, dirt and repeats included."""
        soiled = Soiled(self.quota, self.quota.shuffle.rank(rows))
        made = self._made(self._first_of_pair(rows, soiled))
        again = soiled.are(Soil.SENT_TWICE)
        if not again.any() or self.delivery.repeats is None:
            return made
        before = self._sent_before(self.delivery.repeats, soiled)
        return {name: either(again, before[name], text) for name, text in made.items()}

    def _made(self, rows: Whole) -> Columns:
        soiled = Soiled(self.quota, self.quota.shuffle.rank(rows))
        clean = MAKERS[self.delivery.item](self.scene, self.delivery, rows, soiled)
        ground = Ground(self.scene, self.delivery, self.item, self.layout, rows, soiled)
        every = {f.name: repeated("", len(rows)) for f in self.item.fields} | dict(clean)
        return soil(every, ground)

    def _first_of_pair(self, rows: Whole, soiled: Soiled) -> Whole:
        """A duplicate is another, clean row of the file once more."""
        twice = soiled.are(Soil.DUPLICATE)
        if not twice.any():
            return rows
        places = np.maximum(soiled.ranks - self.quota.start(Soil.DUPLICATE), 0)
        return np.where(twice, self.quota.clean(places), rows)

    def _sent_before(self, earlier: Delivery, soiled: Soiled) -> Columns:
        """Clean rows of the earlier file, other ones than those that are doubled in it."""
        first = Filled(self.scene, earlier)
        places = np.maximum(soiled.ranks - self.quota.start(Soil.SENT_TWICE), 0)
        doubled = first.quota.counts.get(Soil.DUPLICATE, 0)
        return first.columns(first.quota.clean(places, skip=doubled))


def laid_out(columns: Columns, layout: Layout, size: int) -> list[Column]:
    """Return one text column for each column of the layout, in its values.

    A field of several values that has several columns gets one value in each of them.
    """
    used: dict[str, int] = {}
    out = []
    for column in layout.columns:
        if column.field is None:
            out.append(repeated("", size))
            continue
        place = used.get(column.field, 0)
        used[column.field] = place + 1
        shared = sum(c.field == column.field for c in layout.columns) > 1
        text = columns[column.field]
        text = _part(text, place) if shared else text
        out.append(_given(text, layout.value_maps.get(column.field, {})))
    return out


def _part(text: Column, place: int) -> Column:
    """The value at this place of a field that holds several, joined by a semicolon."""
    padded = joined(text, ";" * place)
    return cast("Column", pc.list_element(pc.split_pattern(padded, ";"), place))


def _given(text: Column, value_map: dict[str, str | None]) -> Column:
    """Write our values in those of the layout: the first given value that means ours."""
    theirs: dict[str, str] = {}
    for given, ours in value_map.items():
        if ours is not None and given:
            theirs.setdefault(ours, given)
    if not theirs:
        return text
    place = pc.index_in(text, pa.array(list(theirs)))
    mapped = pa.array(list(theirs.values())).take(place)
    return pc.coalesce(mapped, text)
