"""Write a delivery as a workbook, with what people leave in workbooks beside the rows."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from mingjian.district.rows import Filled
from mingjian.district.soil import FLOATS
from mingjian.district.words import Quirk

NOTES: Final = ("填表说明：名称须与营业执照一致，日期格式为年-月-日。", "注：请勿改动表头。")
FORMULA: Final = ('="由业务系统"&"导出"', "由业务系统导出")
_EACH: Final[dict[Quirk, int]] = {"blank": 150, "merged": 100, "formula": 120}
_REMARK = "BZ"
_ISO_LENGTH = 10
_MADE = datetime(2019, 6, 3, tzinfo=UTC)
"""Fixed, so that equal districts have equal bytes."""


def write_workbook(filled: Filled, path: Path) -> dict[str, int]:
    """Write the workbook downwards, row by row; return how many pieces of each quirk it has."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    book.set_properties({"created": _MADE})
    sheet = _Sheet(book, filled)
    sheet.fill()
    book.close()
    return dict(sorted(sheet.quirks.items()))


class _Sheet:
    """The visible sheet; `_at` is the row to be written next."""

    def __init__(self, book: Any, filled: Filled) -> None:
        self.quirks: Counter[str] = Counter()
        self._filled = filled
        self._columns = [column.field for column in filled.layout.columns]
        self._sheet = book.add_worksheet("Sheet1")
        self._bold = book.add_format({"bold": True, "align": "center"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._numbers, self._days, self._floats = self._typed()
        self._at = 0
        if self._has("hidden"):
            self._hide_a_sheet(book)

    def fill(self) -> None:
        """Write title, header, rows and notes."""
        if self._has("title"):
            self._title()
        self._line([column.header for column in self._filled.layout.columns])
        for place, row in enumerate(self._rows()):
            self._row(place, row)
        for note in NOTES if self._has("notes") else ():
            self._line([note])
            self.quirks["notes"] += 1

    def _has(self, quirk: Quirk, place: int | None = None) -> bool:
        """Whether the file has the quirk at all; or in its row at `place`."""
        wanted = quirk in self._filled.delivery.quirks
        each = _EACH.get(quirk, 1)
        return wanted and (place is None or place % each == each // 2)

    def _typed(self) -> tuple[set[int], set[int], set[int]]:
        """The columns with numbers, with true dates, and with texts that turn into floats."""
        types = {field.name: field.type for field in self._filled.item.fields}
        kinds = [types.get(name or "") for name in self._columns]
        floats = FLOATS.get(self._filled.delivery.item)
        return (
            {i for i, kind in enumerate(kinds) if kind == "number"},
            {i for i, kind in enumerate(kinds) if kind == "date" and self._has("dates")},
            {i for i, name in enumerate(self._columns) if name == floats},
        )

    def _rows(self) -> Iterator[Sequence[str]]:
        for columns in self._filled.chunks():
            yield from zip(*(column.to_pylist() for column in columns), strict=True)

    def _row(self, place: int, row: Sequence[str]) -> None:
        if self._has("blank", place):
            self._at += 1
            self.quirks["blank"] += 1
        for column, text in enumerate(row):
            if text:
                self._cell(column, text)
        if self._has("merged", place):
            self._merge_other_codes()
        if self._has("formula", place):
            self._formula()
        self._at += 1

    def _cell(self, column: int, text: str) -> None:
        if column in self._numbers or (column in self._floats and text.endswith(".0")):
            self._sheet.write_number(self._at, column, float(text))
        elif column in self._days and len(text) == _ISO_LENGTH and text[4] == "-":
            self._sheet.write_datetime(self._at, column, date.fromisoformat(text), self._day)
        else:
            self._sheet.write_string(self._at, column, text)

    def _title(self) -> None:
        title = f"{self._filled.unit}{self._filled.item.name.zh}信息报送表"
        self._sheet.merge_range(self._at, 0, self._at, len(self._columns) - 1, title, self._bold)
        self._at += 1
        self.quirks.update({"title": 1, "merged": 1})

    def _line(self, texts: Sequence[str]) -> None:
        for column, text in enumerate(texts):
            self._sheet.write_string(self._at, column, text)
        self._at += 1

    def _merge_other_codes(self) -> None:
        """The empty codes 2 to 6 as one cell, as people do to show that they do not apply."""
        others = self._filled.item.subject.other_codes
        places = [i for i, name in enumerate(self._columns) if name in others]
        self._sheet.merge_range(self._at, places[0], self._at, places[-1], "")
        self.quirks["merged"] += 1

    def _formula(self) -> None:
        column = self._columns.index(_REMARK)
        self._sheet.write_formula(self._at, column, FORMULA[0], None, FORMULA[1])
        self.quirks["formula"] += 1

    def _hide_a_sheet(self, book: Any) -> None:
        sheet = book.add_worksheet("旧数据")
        sheet.write_string(0, 0, "作废")
        sheet.hide()
        self.quirks["hidden"] = 1
