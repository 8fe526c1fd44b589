"""Write the annotated workbook: the sender's own columns, then the answers; and a summary."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from mingjian.checks.batch.codes import Row
from mingjian.checks.batch.problems import BatchNotDone
from mingjian.checks.batch.results import Result, read
from mingjian.checks.batch.sheet import Sheet, read_sheet
from mingjian.checks.batch.stage import Stage
from mingjian.checks.batch.summary import lines, sheet_name
from mingjian.checks.batch.words import BAD, HEADERS, bad_cells, cells, say
from mingjian.checks.models import Batch
from mingjian.home.database import database_name
from mingjian.home.paths import home
from mingjian.intake.cells import text_of
from mingjian.intake.store import path_of
from mingjian.intake.workbook_style import Looks, looks_of
from mingjian.kernel.problem import Language

OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
LONGEST: Final = 32_000
LONGEST_NAME: Final = 31
Cells = tuple[str, ...]
Code = tuple[str, str | None] | None


def annotated(batch: Batch, language: Language = "zh") -> Path:
    """The path of the workbook; it is written when first asked for, whole or not at all.

    Raises:
        BatchNotDone: (409) it is not answered (yet).
    """
    if batch.stage != Stage.DONE:
        raise BatchNotDone(stage=Stage(batch.stage).label)
    name = f"{batch.pk}-{batch.finished_at:%Y%m%d%H%M%S%f}-{language}.xlsx"
    target = home().work / database_name() / "batches" / name
    if not target.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        # Two people may ask at once: each writes in a folder of his own, the last one stays.
        with TemporaryDirectory(dir=target.parent, prefix=".writing-") as folder:
            written = Path(folder) / target.name
            write(batch, written, language)
            written.replace(target)
    return target


def write(batch: Batch, target: Path, language: Language) -> None:
    """Write the workbook to `target`."""
    results = {one.code: one for one in _results(batch)}
    sheet = read_sheet(path_of(batch.sha256), batch.kind)
    book = Workbook(str(target), OPTIONS)
    page = _Page(book.add_worksheet(sheet.name[:LONGEST_NAME]), looks_of(book), language)
    page.fill(sheet, results)
    summary = book.add_worksheet(sheet_name(sheet.name, language))
    summary.set_column(0, 1, 40)
    for number, (name, value) in enumerate(lines(batch, page.counted, language)):
        summary.write_string(number, 0, name)
        summary.write_string(number, 1, value)
    book.close()


def _results(batch: Batch) -> Iterator[Result]:
    for part in batch.parts.order_by("number").values_list("results", flat=True):
        yield from read(part)


@dataclass(slots=True)
class _Page:
    """The sheet, written from top to bottom, and how often each result was told."""

    sheet: Worksheet
    looks: Looks
    language: Language
    counted: Counter[str] = field(default_factory=Counter)

    def fill(self, given: Sheet, results: dict[str, Result]) -> None:
        """The sender's rows, each with its answer beside it; the header with the answer's."""
        told = {code: cells(one, self.language) for code, one in results.items()}
        titles = tuple(say(title, self.language) for title in HEADERS)
        width, header = max(map(len, given.rows)), given.column.header
        above: list[tuple[Row, Cells]] = [(row, ()) for row in given.rows[: max(header, 0)]]
        heading: list[tuple[Row, Cells]] = [(given.rows[header] if header >= 0 else (), titles)]
        below = zip(given.rows[header + 1 :], map(self._answer(told), given.codes), strict=True)
        for number, (row, answer) in enumerate(chain(above, heading, below)):
            look = "header" if answer is titles else "text"
            self._own(number, row, look)
            for column, text in enumerate(answer, width):
                if text:
                    self.sheet.write_string(number, column, text[:LONGEST], self.looks[look])
        self.sheet.set_column(0, width + len(HEADERS) - 1, 18)
        self.sheet.freeze_panes(len(above) + 1, 0)

    def _answer(self, told: dict[str, Cells]) -> Callable[[Code], Cells]:
        def answer(code: Code) -> Cells:
            if code is None:
                return ()
            given, fault = code
            found = told[given] if fault is None else bad_cells(given, fault, self.language)
            self.counted[found[0] if fault is None else say(BAD, self.language)] += 1
            return found

        return answer

    def _own(self, number: int, row: Row, look: str) -> None:
        """As the sender has it; never a formula or a link, whatever it begins with."""
        for column, value in enumerate(row):
            if isinstance(value, int | float) and not isinstance(value, bool):
                self.sheet.write_number(number, column, value)
            elif text := text_of(value):
                self.sheet.write_string(number, column, text[:LONGEST], self.looks[look])
