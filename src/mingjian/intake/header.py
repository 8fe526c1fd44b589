"""Find the header of a table and the layout it belongs to."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from mingjian.intake.problems import MissingColumns, WrongItem
from mingjian.policy.schema import CatalogueItem, Column, Field, Layout

SEARCHED: Final = 20
"""Rows in which a header is looked for; titles and notes may stand above it."""
FEWEST: Final = 2
"""Columns that must be recognised before a row counts as a header at all."""
NOISE: Final = re.compile(r"[\s*＊※★●:﹡_\u200b\ufeff]+|\((?:必填|选填|必填项|非必填|required)\)")

Rows = Sequence[Sequence[str]]
Others = Iterable[CatalogueItem]


@dataclass(frozen=True, slots=True)
class Header:
    """A header as one layout understands it.

    `row`: index (from 0) of its last row. `titles`: the cells as they stand. `columns`: for each
    cell the layout's column, or None. `missing`: required fields without a column. `repeated`:
    indexes of cells that repeat a column already found.
    """

    row: int
    titles: tuple[str, ...]
    layout: Layout
    columns: tuple[Column | None, ...]
    missing: tuple[Field, ...]
    repeated: tuple[int, ...]

    @property
    def matched(self) -> int:
        """How many cells a column of the layout was found for."""
        return sum(column is not None for column in self.columns)

    @property
    def fits(self) -> bool:
        """Whether it is a header of the item, and complete."""
        return self.matched >= min(FEWEST, len(self.layout.columns)) and not self.missing

    @property
    def rank(self) -> tuple[bool, int, int]:
        """The better header is complete, then knows more cells, then lacks fewer."""
        return (self.fits, self.matched, -len(self.missing))


def normal_title(text: str) -> str:
    """A column title without what people add or vary: width, case, spaces, asterisks, 必填."""
    return NOISE.sub("", unicodedata.normalize("NFKC", text).casefold())


def find(rows: Rows, item: CatalogueItem) -> Header | None:
    """The header that fits `item` best among the first rows, or None where nothing is known."""
    found = [h for layout in item.every_layout() for h in _candidates(rows, item, layout)]
    known = [h for h in found if h.matched >= min(FEWEST, len(h.layout.columns))]
    return max(known, key=lambda h: h.rank, default=None)


def required(header: Header | None, item: CatalogueItem, rows: Rows, others: Others) -> Header:
    """Return a header that fits, or say what is wrong with it.

    Raises:
        WrongItem: nothing fits, or another item fits; it is named.
        MissingColumns: it is this item's header, but required columns are not there.
    """
    if header and header.fits:
        return header
    other = _fitting(rows, item, others)
    if other or header is None or len(header.missing) >= header.matched:
        raise _wrong_item(item, other)
    raise MissingColumns(
        place=f"第 {header.row + 1} 行",
        columns="、".join(f.title.zh for f in header.missing),
        columns_en=", ".join(f.title.en for f in header.missing),
    )


def _fitting(rows: Rows, item: CatalogueItem, others: Others) -> CatalogueItem | None:
    for other in others:
        if other.id != item.id and (header := find(rows, other)) and header.fits:
            return other
    return None


def _wrong_item(item: CatalogueItem, other: CatalogueItem | None) -> WrongItem:
    return wrong_item(item, other.name.zh if other else None, other.name.en if other else None)


def wrong_item(item: CatalogueItem, zh: str | None, en: str | None) -> WrongItem:
    """The problem that names the item which the file is really about, when it is known."""
    fits = f"看起来是“{zh}”的表" if zh else "也不是其他数据项的表头"
    fits_en = f"it looks like “{en}”" if en else "nor is it that of another item"
    return WrongItem(item=item.name.zh, item_en=item.name.en, fits=fits, fits_en=fits_en)


def _candidates(rows: Rows, item: CatalogueItem, layout: Layout) -> list[Header]:
    searched = rows[:SEARCHED]
    single = [_match(n, row, item, layout) for n, row in enumerate(searched)]
    pairs = [
        _match(n + 1, _two(above, row), item, layout)
        for n, (above, row) in enumerate(pairwise(searched))
        if single[n].matched and single[n + 1].matched
    ]
    # A header of one row comes first, so that a pair has to be better, not as good.
    return single + pairs


def _two(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    """A header of two rows: the lower cell names the column, the upper one where it is empty."""
    width = max(len(above), len(below))
    upper = (*above, *[""] * (width - len(above)))
    lower = (*below, *[""] * (width - len(below)))
    return tuple(low.strip() or up for up, low in zip(upper, lower, strict=True))


def _match(row: int, titles: Sequence[str], item: CatalogueItem, layout: Layout) -> Header:
    names = _names(layout)
    columns: list[Column | None] = []
    repeated: list[int] = []
    for index, title in enumerate(titles):
        column = names.get(normal_title(title)) if title else None
        if column is not None and column in columns:
            repeated.append(index)
            column = None
        columns.append(column)
    missing = _missing(item, layout, columns)
    return Header(row, tuple(titles), layout, tuple(columns), missing, tuple(repeated))


def _missing(
    item: CatalogueItem, layout: Layout, columns: Sequence[Column | None]
) -> tuple[Field, ...]:
    there = {column.field for column in columns if column is not None}
    lacking = (f for f in item.fields if f.required and f.template and f.name not in there)
    return tuple(f for f in lacking if f.name not in layout.absent)


@lru_cache(maxsize=256)
def _layout_names(columns: tuple[Column, ...]) -> dict[str, Column]:
    names: dict[str, Column] = {}
    for column in columns:
        for header in column.headers:
            names.setdefault(normal_title(header), column)
    return names


def _names(layout: Layout) -> dict[str, Column]:
    return _layout_names(layout.columns)
