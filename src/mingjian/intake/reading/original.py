"""The cells of an original as they were sent, row by row, for giving it back."""

from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineWorkbook

from mingjian.intake.reading.delimited import records
from mingjian.intake.reading.encoding import as_utf8, certainly_utf8
from mingjian.intake.reading.objects import objects, plain_text
from mingjian.intake.reading.report import SheetReport
from mingjian.intake.reading.workbook import sound

Row = tuple[int, list[object]]


def original_rows(path: Path, report: SheetReport, scratch: Path) -> Iterator[Row]:
    """Every row with the sender's row number, from the file's first one on.

    json has no header: its keys come as row 0. `scratch`: folder for a copy in UTF-8.
    """
    if report.kind == "csv":
        text = certainly_utf8(as_utf8(path, scratch), scratch)
        return ((number, list(row)) for number, row in records(text.path, report.delimiter or ","))
    if report.kind == "json":
        return _objects(path, report, scratch)
    return _sheet(path, report)


def _objects(path: Path, report: SheetReport, scratch: Path) -> Iterator[Row]:
    text = certainly_utf8(as_utf8(path, scratch), scratch)
    titles: list[object] = [column.header for column in report.columns]
    yield 0, titles
    for number, row in objects(text.path):
        yield number, [plain_text(row.get(str(title))) or "" for title in titles]


def _sheet(path: Path, report: SheetReport) -> Iterator[Row]:
    book = sound(lambda: CalamineWorkbook.from_path(path))
    sheet = sound(lambda: book.get_sheet_by_name(report.sheet or ""))
    pad: list[object] = [""] * (sheet.start[1] if sheet.start else 0)
    for number, row in enumerate(sheet.iter_rows(), 1):
        yield number, [*pad, *row]
