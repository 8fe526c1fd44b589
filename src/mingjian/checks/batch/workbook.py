"""Write the annotated workbook: the sender's own columns, then the answers; and a summary."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from xlsxwriter import Workbook

from mingjian.bulk.result import result
from mingjian.checks.batch.codes import Code, Row
from mingjian.checks.batch.kind import BATCHES
from mingjian.checks.batch.results import Result, read
from mingjian.checks.batch.sheet import Sheet, read_sheet
from mingjian.checks.batch.summary import lines, sheet_name
from mingjian.checks.batch.words import BAD, HEADERS, bad_cells, cells, namer, say, verdict
from mingjian.checks.models import Batch
from mingjian.intake.store import path_of
from mingjian.intake.workbook_rows import Line, lay, model
from mingjian.intake.workbook_style import LONGEST_NAME, looks_of
from mingjian.kernel.problem import Language

LOOKS: Final = ("header", "text")
Cells = tuple[str, ...]


def annotated(batch: Batch, language: Language = "zh") -> Path:
    """The path of the workbook.

    Raises:
        BatchNotDone: (409) it is not answered (yet).
    """
    return result(BATCHES, batch, language, lambda target: write(batch, target, language))


def write(batch: Batch, target: Path, language: Language) -> None:
    """Write the workbook to `target`."""
    results = {one.code: one for one in _results(batch)}
    sheet = read_sheet(path_of(batch.sha256), batch.kind, known=results)
    counted = Counter(_told(code, results, language) for code in sheet.codes if code)
    frame = target.with_suffix(".frame.xlsx")
    _frame(frame, sheet, lines(batch, counted, language), language)
    lay(frame, 1, LOOKS, _lines(sheet, results, language), target)


def _results(batch: Batch) -> Iterator[Result]:
    for part in batch.parts.order_by("number").values_list("results", flat=True):
        yield from read(part)


def _told(code: Code, results: dict[str, Result], language: Language) -> str:
    given, fault = code
    return verdict(results[given], language) if fault is None else say(BAD, language)


def _lines(sheet: Sheet, results: dict[str, Result], language: Language) -> Iterator[Line]:
    """The sender's rows, each with its answer beside it; the header with the answer's."""
    width, header = sheet.width, sheet.column.header
    yield from (Line(row) for row in sheet.rows[: max(header, 0)])
    titles = [say(title, language) for title in HEADERS]
    yield Line([*_padded(sheet.rows[header] if header >= 0 else [], width), *titles], "header")
    answer = _answering(results, language)
    for row, code in zip(sheet.rows[header + 1 :], sheet.codes, strict=True):
        yield Line([*_padded(row, width), *answer(code)])


def _padded(row: Row, width: int) -> list[object]:
    return [*row, *[""] * (width - len(row))]


def _answering(results: dict[str, Result], language: Language) -> Callable[[Code | None], Cells]:
    """Gives the cells beside a code; a blank row has none."""
    named = namer(language)

    def answer(code: Code | None) -> Cells:
        if code is None:
            return ()
        given, fault = code
        if fault is not None:
            return bad_cells(given, fault, language)
        return cells(results[given], language, named)

    return answer


def _frame(target: Path, sheet: Sheet, summary: list[tuple[str, str]], language: Language) -> None:
    """The workbook without the rows: the sheet's widths and its summary beside it."""
    with Workbook(str(target)) as book:
        page = book.add_worksheet(sheet.name[:LONGEST_NAME])
        model(page, looks_of(book), LOOKS)
        page.set_column(0, sheet.width + len(HEADERS) - 1, 18)
        page.freeze_panes(max(sheet.column.header, 0) + 1, 0)
        beside = book.add_worksheet(sheet_name(sheet.name, language))
        beside.set_column(0, 1, 40)
        for number, pair in enumerate(summary):
            beside.write_string(number, 0, pair[0])
            beside.write_string(number, 1, pair[1])
