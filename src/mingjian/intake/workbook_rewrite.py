"""Write a marked workbook anew, in flat memory: for csv, xls, json, and sheets too big to edit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain
from pathlib import Path
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from mingjian.intake.cells import text_of
from mingjian.intake.findings import WHOLE_FILE, Finding
from mingjian.intake.reading.original import Row
from mingjian.intake.reading.report import SheetReport
from mingjian.intake.workbook_marks import AUTHOR, Marked, Tally, Words, by_row, marked_cells
from mingjian.intake.workbook_style import LONGEST, LONGEST_NAME, Looks, looks_of
from mingjian.intake.workbook_summary import WIDTHS, Line, summary_lines, summary_name

OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
LAST_ROW: Final = 1_048_576
FIRST_DAY: Final = 1900


def rewrite(  # noqa: PLR0913 - what, whose, where to, how much of it
    rows: Iterable[Row],
    report: SheetReport,
    findings: Iterable[Finding],
    words: Words,
    target: Path,
    *,
    only_bad: bool,
) -> None:
    """Write a marked copy to `target`. `only_bad`: header and rows with errors alone.

    Rows and findings come sorted by row number. Rows past the last one that a sheet can hold are
    left out unless they are bad and only those are asked for.
    """
    book = Workbook(str(target), OPTIONS)
    looks = looks_of(book)
    summary = book.add_worksheet(summary_name(words))
    data = book.add_worksheet(_sheet_name(report, words))
    data.set_comments_author(AUTHOR)
    moved: dict[int, int] = {}
    tally = Tally(at=moved)
    page = _Page(data, looks, report, words, tally, moved, only_bad)
    for row, cells, found in _together(rows, by_row(findings), tally):
        page.put(row, cells, found)
    page.finish()
    _write_summary(summary, _Target(data.get_name(), looks), tally, report, words)
    book.close()


@dataclass(frozen=True, slots=True)
class _Target:
    sheet: str
    looks: Looks


@dataclass(slots=True)
class _Page:
    """The data sheet being written from top to bottom; `next`: the row to write, from 0."""

    sheet: Worksheet
    looks: Looks
    report: SheetReport
    words: Words
    tally: Tally
    moved: dict[int, int]
    only_bad: bool
    next: int = 0
    width: int = 1

    def put(self, row: int, cells: list[object], found: list[Finding]) -> None:
        """Write one row of the original where it belongs."""
        header = row <= self.report.header_row
        bad = any(finding.severity == "error" for finding in found)
        place = self._place(row, kept=header or bad or not self.only_bad)
        if place is None or place >= LAST_ROW:
            return
        self.next = place + 1
        self.width = max(self.width, len(cells))
        if found:
            self.moved[row] = place + 1
        marks = {m.column: m for m in marked_cells(found, self.report, self.words)}
        base = "header" if row == self.report.header_row else "text"
        for column in range(max(len(cells), 1 + max(marks, default=-1))):
            value = cells[column] if column < len(cells) else ""
            self._put((place, column), value, marks.get(column), base)

    def finish(self) -> None:
        """Text format for the columns, so that codes typed in later keep their digits."""
        self.sheet.set_column(0, self.width - 1, 18, self.looks["text"])
        self.sheet.freeze_panes(max(self.report.header_row, 1), 0)

    def _put(self, at: tuple[int, int], value: object, mark: Marked | None, base: str) -> None:
        kind = _kind(value)
        look = self.looks[f"{mark.severity}{kind}" if mark else kind.removeprefix("_") or base]
        if kind == "_date":
            self.sheet.write_datetime(*at, value, look)
        elif kind == "_number":
            self.sheet.write_number(*at, value, look)
        elif text := text_of(value):
            # Never a formula or a link, whatever it begins with.
            self.sheet.write_string(*at, text[:LONGEST], look)
        elif mark:
            self.sheet.write_blank(*at, None, look)
        if mark and self.tally.may_comment():
            self.sheet.write_comment(*at, mark.comment[:LONGEST], {"x_scale": 2, "y_scale": 1.5})

    def _place(self, row: int, *, kept: bool) -> int | None:
        """The row number stays, except where rows are left out or a json gets its header."""
        if not kept:
            return None
        if self.only_bad:
            return self.next
        return row if self.report.kind == "json" else row - 1


def _together(
    rows: Iterable[Row], findings: Iterator[tuple[int, list[Finding]]], tally: Tally
) -> Iterator[tuple[int, list[object], list[Finding]]]:
    """Rows with their findings: two sorted streams side by side."""
    waiting = next(findings, None)
    for row, cells in rows:
        while waiting and waiting[0] < max(row, WHOLE_FILE + 1):
            tally.count(waiting[1])
            waiting = next(findings, None)
        found = waiting[1] if waiting and waiting[0] == row else []
        yield row, cells, found
    for group in chain([waiting] if waiting else [], findings):
        tally.count(group[1])


def _kind(value: object) -> str:
    if isinstance(value, bool | str):
        return ""
    if isinstance(value, int | float):
        return "_number"
    midnight = isinstance(value, datetime) and value.time() == time.min
    plain = isinstance(value, date) and not isinstance(value, datetime)
    return "_date" if (midnight or plain) and _year(value) >= FIRST_DAY else ""


def _year(value: object) -> int:
    return value.year if isinstance(value, date) else 0


def _sheet_name(report: SheetReport, words: Words) -> str:
    name = report.sheet or words.say("数据", "Data")
    return name[:LONGEST_NAME] if name != summary_name(words) else f"{name}_"[:LONGEST_NAME]


def _write_summary(
    sheet: Worksheet, target: _Target, tally: Tally, report: SheetReport, words: Words
) -> None:
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    for number, line in enumerate(summary_lines(tally, report, words)):
        _write_line(sheet, number, line, target)
    sheet.activate()


def _write_line(sheet: Worksheet, number: int, line: Line, target: _Target) -> None:
    for column, text in enumerate(line.cells):
        look = line.look if column == 0 or line.look in {"title", "header"} else "plain"
        if column == 0 and line.row is not None and line.row <= LAST_ROW:
            quoted = target.sheet.replace("'", "''")
            link = f"internal:'{quoted}'!A{line.row}"
            sheet.write_url(number, 0, link, target.looks["link"], text)
        elif text:
            sheet.write_string(number, column, text[:LONGEST], target.looks[look])
