"""The cells of one sheet as batches of text, with the marks that validation needs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, Final

import pyarrow as pa
from python_calamine import CalamineSheet

from mingjian.intake.cells import texts
from mingjian.intake.header import Header
from mingjian.intake.reading.area import column_name
from mingjian.intake.reading.report import Note
from mingjian.intake.reading.source import Progress, raw_batch
from mingjian.intake.reading.xlsx_scan import Scan

BATCH: Final = 4_096
LISTED: Final = 5
Flags = dict[int, list[str]]
Cells = list[str | None]


@dataclass(slots=True)
class Grid:
    """A sheet, its header, what was found beside the values, and notes gathered on the way."""

    sheet: CalamineSheet
    header: Header
    scan: Scan
    epoch: date
    notes: list[Note]
    dates: frozenset[str] = frozenset()
    merged: dict[int, list[int]] = field(default_factory=dict)

    def marks_of(self, index: int) -> str | None:
        """The field a column fills, to which marks refer."""
        columns = self.header.columns
        column = columns[index] if index < len(columns) else None
        return column.field if column else None


def batches(grid: Grid, progress: Progress) -> Iterator[pa.RecordBatch]:
    """Every row below the header; row numbers are those of the sheet."""
    grid.merged = _merged(grid)
    _note_formulas(grid)
    rows = enumerate(grid.sheet.iter_rows())
    below = islice(rows, grid.header.row + 1, None)
    while batch := list(islice(below, BATCH)):
        yield _batch(grid, batch)
        progress(batch[-1][0] + 1)


def _batch(grid: Grid, batch: list[tuple[int, list[Any]]]) -> pa.RecordBatch:
    width = len(grid.header.titles)
    first = batch[0][0]
    start = grid.sheet.start[1] if grid.sheet.start else 0
    flags: Flags = {}
    cells: list[Cells] = [[None] * len(batch) for _ in range(start)]
    for index, column in enumerate(zip(*(row for _, row in batch), strict=True), start):
        cells.append(_column(grid, index, column, first, flags))
    _add_scanned(grid, first, len(batch), cells, flags)
    numbers = [row + 1 for row, _ in batch]
    listed = [flags.get(row) for row, _ in batch]
    return raw_batch(numbers, cells[:width], listed)


def _column(grid: Grid, index: int, column: Sequence[object], first: int, flags: Flags) -> Cells:
    name = grid.marks_of(index)
    read, marks = texts(column, is_date=name in grid.dates, epoch=grid.epoch)
    for at, mark in marks if name else ():
        flags.setdefault(first + at, []).append(f"{mark}:{name}")
    return read


def _add_scanned(grid: Grid, first: int, count: int, cells: list[Cells], flags: Flags) -> None:
    for row in range(first, first + count):
        for index in grid.scan.formulas.get(row, ()):
            _mark(grid, flags, row, index, "formula")
        for index, shown in grid.scan.errors.get(row, {}).items():
            _mark(grid, flags, row, index, "error-cell")
            _put(cells, index, row - first, shown)
        for index in grid.merged.get(row, ()):
            _mark(grid, flags, row, index, "merged")
            _put(cells, index, row - first, None)


def _put(cells: list[Cells], index: int, row: int, text: str | None) -> None:
    if index < len(cells):
        cells[index][row] = text


def _mark(grid: Grid, flags: Flags, row: int, index: int, mark: str) -> None:
    if name := grid.marks_of(index):
        flags.setdefault(row, []).append(f"{mark}:{name}")


def _merged(grid: Grid) -> dict[int, list[int]]:
    """Cells below the header that lie in a merged range but do not hold its value.

    Something may stand in them all the same: nobody who looks at the sheet sees it.
    """
    found: dict[int, list[int]] = {}
    last = grid.sheet.end[0] if grid.sheet.end else 0
    ranges = grid.sheet.merged_cell_ranges or []
    inside = [r for r in ranges if r[1][0] > grid.header.row]
    for (top, left), (bottom, right) in inside:
        columns = range(left, min(right + 1, len(grid.header.titles)))
        for row in range(max(top, grid.header.row + 1), min(bottom, last) + 1):
            others = [index for index in columns if (row, index) != (top, left)]
            found.setdefault(row, []).extend(others)
    _note_merged(grid, [_range_name(*r) for r in inside])
    return found


def _range_name(first: tuple[int, int], last: tuple[int, int]) -> str:
    corners = (f"{column_name(column)}{row + 1}" for row, column in (first, last))
    return ":".join(corners)


def _note_merged(grid: Grid, names: list[str]) -> None:
    if not names:
        return
    place = "、".join(names[:LISTED])
    zh = "合并单元格只取左上角的值，请取消合并后逐行填写"
    en = "of merged cells only the top left value was taken: unmerge them and fill in every row"
    grid.notes.append(Note("merged-cells", "warning", zh, en, place, len(names)))


def _note_formulas(grid: Grid) -> None:
    rows = [row for row in grid.scan.formulas if row > grid.header.row]
    if not rows:
        return
    count = sum(len(grid.scan.formulas[row]) for row in rows)
    zh = "单元格含公式，取用其保存时的结果"
    en = "cells with formulas: the results stored in the file were taken"
    place = f"第 {min(rows) + 1} 行起"
    grid.notes.append(Note("formulas", "warning", zh, en, place, count))
