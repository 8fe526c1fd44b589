"""A sheet of very many rows: XlsxWriter writes the workbook around it, the rows are laid in here.

XlsxWriter weighs each cell anew; where a hundred thousand rows have one of two looks that takes
five times as long as the rest of the work. The form is that of ECMA-376 part 1, 18.3.1: cells with
their text inline, as XlsxWriter itself writes them in flat memory.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from mingjian.intake.cells import text_of
from mingjian.intake.workbook_style import LONGEST, Looks
from mingjian.kernel.ahead import ahead

LEVEL: Final = 3
"""Of compression: twice as fast as the usual 6, for a file an eighth longer."""
TOGETHER: Final = 512
"""Rows that are handed to the compression at once."""
_SHEET: Final = "xl/worksheets/sheet{}.xml"
_FRAME: Final = re.compile(r"<dimension [^>]*/>|<sheetData>.*</sheetData>", re.DOTALL)
_LOOK: Final = re.compile(r'<c r="A[0-9]+" s="([0-9]+)"')
_SPECIAL: Final = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
# What XML cannot hold, and what would be read as such, spreadsheets write by number.
_UNHELD: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its cells from the first column on, and whether it is the header's."""

    cells: Sequence[object]
    look: str = "text"


def model(sheet: Worksheet, looks: Looks, names: Sequence[str]) -> None:
    """Write a cell of each look into an empty sheet: `lay` finds there how they are written."""
    for row, name in enumerate(names):
        sheet.write_blank(row, 0, None, looks[name])


def lay(frame: Path, number: int, names: Sequence[str], lines: Iterable[Line], to: Path) -> None:
    """Copy the workbook `frame` to `to` with these lines as its sheet `number` (from 1).

    That sheet was given its `model` of the same names. Texts stay texts, whatever they begin with.
    """
    with ZipFile(frame) as given, ZipFile(to, "w", ZIP_DEFLATED, compresslevel=LEVEL) as made:
        for name in given.namelist():
            content = given.read(name)
            if name == _SHEET.format(number):
                _lay(made, name, content.decode(), names, lines)
            else:
                made.writestr(name, content)


def _lay(made: ZipFile, name: str, sheet: str, names: Sequence[str], lines: Iterable[Line]) -> None:
    looks = dict(zip(names, _LOOK.findall(sheet), strict=True))
    before, middle, after = _FRAME.split(sheet)
    with made.open(name, "w") as stream:
        stream.write(f"{before}{middle}<sheetData>".encode())
        # Compression lets go of Python: meanwhile the next rows are written.
        for some in ahead(_together(_rows(lines, looks))):
            stream.write(some.encode())
        stream.write(f"</sheetData>{after}".encode())


def _together(rows: Iterator[str]) -> Iterator[str]:
    while some := "".join(row for _, row in zip(range(TOGETHER), rows, strict=False)):
        yield some


def _rows(lines: Iterable[Line], looks: dict[str, str]) -> Iterator[str]:
    columns: list[str] = []
    for number, line in enumerate(lines, 1):
        columns += map(xl_col_to_name, range(len(columns), len(line.cells)))
        look = looks[line.look]
        cells = [
            _cell(f"{column}{number}", value, look)
            for column, value in zip(columns, line.cells, strict=False)
            if value != "" and value is not None
        ]
        yield f'<row r="{number}">{"".join(cells)}</row>'


def _cell(at: str, value: object, look: str) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f'<c r="{at}"><v>{value:.16G}</v></c>'
    text = value if isinstance(value, str) else text_of(value)
    if len(text) > LONGEST:
        text = text[:LONGEST]
    if _SPECIAL.search(text):
        text = escape(_UNHELD.sub(_by_number, text), quote=False)
    space = "" if text == text.strip() else ' xml:space="preserve"'
    return f'<c r="{at}" s="{look}" t="inlineStr"><is><t{space}>{text}</t></is></c>'


def _by_number(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"
