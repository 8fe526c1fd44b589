"""Mark the sender's own workbook: its sheets, widths, formulas and formats stay as they are."""

import re
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from mingjian.intake.findings import Finding
from mingjian.intake.reading.report import SheetReport
from mingjian.intake.reading.workbook import SUMMARY_SHEETS
from mingjian.intake.workbook_marks import AUTHOR, Marked, Tally, Words, by_row, marked_cells
from mingjian.intake.workbook_style import LONGEST, RED, YELLOW
from mingjian.intake.workbook_summary import WIDTHS, Line, summary_lines, summary_name

FILLS: Final = {
    "error": PatternFill("solid", fgColor=f"FF{RED[1:]}"),
    "warning": PatternFill("solid", fgColor=f"FF{YELLOW[1:]}"),
}
OURS: Final = frozenset(str(fill.fgColor.rgb) for fill in FILLS.values())
UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
BROKEN: Final = (
    *(ArithmeticError, AttributeError, InvalidFileException, LookupError, OSError),
    *(SyntaxError, TypeError, ValueError, BadZipFile, zlib.error),
)
"""What openpyxl raises over parts that reading the rows had no need of; XML's is a SyntaxError."""


def editable(original: Path, report: SheetReport) -> Workbook | None:
    """The sender's workbook, or None: a file may be sound where its rows are and nowhere else."""
    try:
        # As a stream: kept originals have no ending, and openpyxl judges a path by it.
        with original.open("rb") as stream:
            book = load_workbook(stream, keep_links=False)
    except BROKEN:
        return None
    return book if report.sheet is None or report.sheet in book.sheetnames else None


def edit(
    book: Workbook, report: SheetReport, findings: Iterable[Finding], words: Words, target: Path
) -> None:
    """Write a marked copy of a workbook to `target`; findings come sorted by row."""
    sheet = book[report.sheet or book.sheetnames[0]]
    _clean(book, sheet)
    tally = Tally()
    for row, found in by_row(findings):
        tally.count(found)
        for cell in marked_cells(found, report, words) if row else ():
            _mark(sheet, row, cell, tally)
    _add_summary(book, sheet, tally, report, words)
    book.save(target)


def _clean(book: Workbook, sheet: Worksheet) -> None:
    """Take away what an earlier round left: summary, comments and colours of ours."""
    for name in SUMMARY_SHEETS:
        if name in book.sheetnames and name != sheet.title:
            del book[name]
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and cell.comment and cell.comment.author == AUTHOR:
                _unmark(cell)


def _unmark(cell: Cell) -> None:
    cell.comment = None
    if cell.fill.fgColor.rgb in OURS:
        cell.fill = PatternFill()


def _mark(sheet: Worksheet, row: int, mark: Marked, tally: Tally) -> None:
    cell = _shown(sheet, sheet.cell(row, mark.column + 1))
    cell.fill = FILLS[mark.severity]
    if tally.may_comment():
        text = UNWRITABLE.sub("", mark.comment)
        cell.comment = Comment(text, AUTHOR, height=140, width=320)


def _shown(sheet: Worksheet, cell: Cell | MergedCell) -> Cell:
    """The cell that people see here: of a merged range its first one."""
    if isinstance(cell, Cell):
        return cell
    merged = next(r for r in sheet.merged_cells.ranges if cell.coordinate in r)
    first = sheet.cell(merged.min_row, merged.min_col)
    if not isinstance(first, Cell):
        raise TypeError("the first cell of a merged range is a cell")
    return first


def _add_summary(
    book: Workbook, data: Worksheet, tally: Tally, report: SheetReport, words: Words
) -> None:
    sheet = book.create_sheet(summary_name(words), 0)
    for column, width in zip("ABCDEF", WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    for number, line in enumerate(summary_lines(tally, report, words), 1):
        _write(sheet, number, line, data.title)
    # Two sheets selected together would be edited together.
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = 0


def _write(sheet: Worksheet, number: int, line: Line, data: str) -> None:
    for column, text in enumerate(line.cells, 1):
        cell = sheet.cell(number, column)
        cell.value = UNWRITABLE.sub("", text)[:LONGEST]
        # Text from a file must stay text: a value like =HYPERLINK(...) is never a formula here.
        cell.data_type = "s"
        if line.look in {"title", "header"}:
            cell.font = Font(bold=True, size=14 if line.look == "title" else 11)
        if line.look in FILLS and column == 1:
            cell.fill = FILLS[line.look]
    if line.row is not None:
        quoted = data.replace("'", "''")
        sheet.cell(number, 1).hyperlink = f"#'{quoted}'!A{line.row}"
        sheet.cell(number, 1).font = Font(color="0563C1", underline="single")
