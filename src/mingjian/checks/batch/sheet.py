"""Read the sender's workbook whole: a hundred thousand rows fit into memory."""

import csv
from collections.abc import Container
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from mingjian.checks.batch.codes import (
    SEARCHED,
    Code,
    Column,
    Row,
    code_in,
    column_of,
    is_blank,
)
from mingjian.checks.batch.problems import NoCodes, TooManyRows
from mingjian.intake.problems import NoRows
from mingjian.intake.reading.delimited import records
from mingjian.intake.reading.encoding import as_utf8, certainly_utf8, refuse_nul
from mingjian.intake.reading.rehearsal import rehearse
from mingjian.intake.reading.workbook import sound

LIMIT: Final = 100_000
MOST_LINES: Final = 2 * LIMIT
"""With blank ones; a file that is longer is not even looked through."""
SEPARATORS: Final = ",;\t|"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sender's rows as they stand, with the place of the codes.

    `codes`: for each row below the header its code and fault; None for a blank row.
    """

    name: str
    rows: list[Row]
    column: Column
    codes: list[Code | None]

    @property
    def subjects(self) -> list[str]:
        """Every valid code once, in the order of the rows."""
        return list(dict.fromkeys(one[0] for one in self.codes if one and one[1] is None))

    @property
    def width(self) -> int:
        """Columns of the longest row."""
        return max(map(len, self.rows))

    @property
    def bad(self) -> int:
        """Rows whose code cannot be one."""
        return sum(1 for one in self.codes if one and one[1] is not None)

    @property
    def filled(self) -> int:
        """Rows below the header that are not blank."""
        return sum(1 for one in self.codes if one)


def read_sheet(path: Path, kind: str, known: Container[object] = frozenset()) -> Sheet:
    """The rows of the file and the codes in them; `known` to be sound, they are not examined again.

    Raises:
        FileProblem: damaged, encrypted, unreadable text, too vast to be laid out.
        NoRows, TooManyRows, NoCodes: there is nothing, or too much, to check.
    """
    if kind == "xls":
        rehearse(path)
    name, rows = _delimited(path) if kind == "csv" else _workbook(path)
    column = column_of(rows[:SEARCHED])
    below = rows[column.header + 1 :]
    if not any(not is_blank(row) for row in below):
        raise NoRows(where=name, where_en=name)
    codes = [code_in(row, column, known) for row in below]
    sheet = Sheet(name, rows, column, codes)
    if sheet.filled > LIMIT:
        raise TooManyRows(rows=sheet.filled, limit=LIMIT)
    if not sheet.subjects:
        raise NoCodes(column=column.index + 1)
    return sheet


def _workbook(path: Path) -> tuple[str, list[Row]]:
    """The first visible sheet in which anything stands."""
    book = sound(lambda: CalamineWorkbook.from_path(path))
    for about in book.sheets_metadata:
        seen = about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible
        sheet = sound(lambda name=about.name: book.get_sheet_by_name(name)) if seen else None  # type: ignore[misc]  # called at once
        if sheet is not None and sheet.end is not None:
            return about.name, _rows(sheet)
    raise NoRows(where="工作簿", where_en="the workbook")


def _rows(sheet: CalamineSheet) -> list[Row]:
    """The reader begins with the first row of the sheet, but with its first column that is used."""
    _within(sheet.end[0] + 1 if sheet.end else 0)
    pad: list[object] = [""] * (sheet.start[1] if sheet.start else 0)
    return [pad + row for row in sound(lambda: list(sheet.iter_rows()))]


def _delimited(path: Path) -> tuple[str, list[Row]]:
    with TemporaryDirectory() as folder:
        text = certainly_utf8(as_utf8(path, Path(folder)), Path(folder)).path
        refuse_nul(text)
        found = records(text, _separator(text))
        lines = islice(found, MOST_LINES + 1)
        rows: list[Row] = [[_unwrapped(cell) for cell in row] for _, row in lines]
    _within(len(rows))
    return "数据", rows


def _within(lines: int) -> None:
    if lines > MOST_LINES:
        raise TooManyRows(rows=lines, limit=LIMIT)


def _separator(path: Path) -> str:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        head = stream.read(4096)
    try:
        return csv.Sniffer().sniff(head, SEPARATORS).delimiter
    except csv.Error:
        return ","


def _unwrapped(cell: str) -> str:
    """="00123" is how programs keep a spreadsheet from dropping the zeros."""
    return cell.strip('="') if cell.startswith('="') else cell
