"""Read a workbook: the sheet that fits, its cells as text, and what is odd about them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from mingjian.intake.cells import EPOCH, EPOCH_1904, text_of
from mingjian.intake.header import SEARCHED, Header, Others, find, required, wrong_item
from mingjian.intake.problems import DamagedFile, EncryptedFile, NoRows, SeveralSheetsFit
from mingjian.intake.reading.grid import Grid, batches
from mingjian.intake.reading.rehearsal import rehearse
from mingjian.intake.reading.report import Kind, Note
from mingjian.intake.reading.source import Progress, Source, Stream, raw_schema
from mingjian.intake.reading.xlsx_scan import Scan, scan_sheet, starts_1904
from mingjian.kernel.problem import Problem
from mingjian.policy.schema import CatalogueItem

MARK_SHEET: Final = "_mingjian"
"""Hidden sheet of our templates: item and edition in its first row."""
SUMMARY_SHEETS: Final = ("校验结果", "Validation result")
"""Sheets we added ourselves when the workbook was given back."""
HELP_SHEETS: Final = {"zh": "说明", "en": "Help"}
"""The help sheet of our templates; nobody misses its rows."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook whose sheet was chosen; `edition` when it is one of our templates."""

    path: Path
    kind: Kind
    item: CatalogueItem
    sheet: CalamineSheet
    header: Header
    notes: tuple[Note, ...]
    edition: str | None


def open_workbook(path: Path, kind: Kind, item: CatalogueItem, others: Others) -> Opened:
    """Choose the visible sheet whose header fits the item.

    Raises:
        ArchiveBomb, DamagedFile, EncryptedFile, WrongItem, MissingColumns, SeveralSheetsFit,
        NoRows.
    """
    if kind == "xls":
        rehearse(path)
    book = sound(lambda: CalamineWorkbook.from_path(path))
    named = _marked(book)
    if named and named[0] != item.id:
        other = next((o for o in others if o.id == named[0]), None)
        raise wrong_item(
            item, other.name.zh if other else named[0], other.name.en if other else named[0]
        )
    sheet, header, notes = _choose(book, item, tuple(others))
    return Opened(path, kind, item, sheet, header, tuple(notes), named[1] if named else None)


def rows_of(opened: Opened, progress: Progress) -> Source:
    """The rows below the header as batches."""
    notes = list(opened.notes)
    scan, epoch = _scanned(opened)
    dates = frozenset(f.name for f in opened.item.fields if f.type == "date")
    grid = Grid(opened.sheet, opened.header, scan, epoch, notes, dates)
    stream = Stream(raw_schema(len(opened.header.titles)), batches(grid, progress))
    return Source(opened.header, stream=stream, notes=notes)


def head_of(sheet: CalamineSheet) -> list[list[str]]:
    """The first rows as text, from the sheet's first row and column on."""
    pad = [""] * (sheet.start[1] if sheet.start else 0)
    rows = sound(lambda: list(islice(sheet.iter_rows(), SEARCHED + 1)))
    return [pad + [text_of(cell) for cell in row] for row in rows]


def sound(call: Callable[[], T]) -> T:
    """Call into the reader; whatever it throws at a broken file becomes a problem.

    It is compiled code: on some damage it panics, which is no Exception in Python.
    """
    try:
        return call()
    except PasswordError as error:
        raise EncryptedFile from error
    except (Problem, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise DamagedFile(where=str(error)[:200]) from error


def _marked(book: CalamineWorkbook) -> tuple[str, str] | None:
    if MARK_SHEET not in book.sheet_names:
        return None
    row = next(iter(sound(lambda: book.get_sheet_by_name(MARK_SHEET)).iter_rows()), [])
    return (text_of(row[0]), text_of(row[1])) if len(row) > 1 else None


Chosen = tuple[CalamineSheet, Header, list[Note]]


def _choose(book: CalamineWorkbook, item: CatalogueItem, others: Others) -> Chosen:
    names, notes = _candidates(book)
    fitting: list[tuple[CalamineSheet, Header]] = []
    nearest: tuple[Header | None, list[list[str]]] = (None, [])
    for name in names:
        sheet = sound(lambda name=name: book.get_sheet_by_name(name))  # type: ignore[misc]  # called at once
        head = head_of(sheet)
        header = find(head, item)
        if header and header.fits:
            fitting.append((sheet, header))
        nearest = max(nearest, (header, head), key=_nearness)
    if not fitting:
        return _none_fits(nearest, item, others)
    return (*_the_one(fitting), [*notes, *_others_left(names, fitting)])


def _candidates(book: CalamineWorkbook) -> tuple[list[str], list[Note]]:
    names: list[str] = []
    hidden: list[str] = []
    for sheet in book.sheets_metadata:
        if sheet.typ != SheetTypeEnum.WorkSheet or sheet.name in (MARK_SHEET, *SUMMARY_SHEETS):
            continue
        seen = sheet.visible == SheetVisibleEnum.Visible
        (names if seen else hidden).append(sheet.name)
    return names, _hidden_note([name for name in hidden if not name.startswith("_")])


def _hidden_note(hidden: list[str]) -> list[Note]:
    if not hidden:
        return []
    listed = "、".join(hidden)
    return [
        Note(
            "hidden-sheets",
            "warning",
            f"隐藏的工作表未读取：{listed}",
            f"hidden sheets were not read: {listed}",
            count=len(hidden),
        )
    ]


def _nearness(candidate: tuple[Header | None, list[list[str]]]) -> tuple[int, bool]:
    header, head = candidate
    return (header.matched if header else 0, bool(head))


def _none_fits(
    nearest: tuple[Header | None, list[list[str]]], item: CatalogueItem, others: Others
) -> Chosen:
    header, head = nearest
    if not head:
        raise NoRows(where="工作簿", where_en="the workbook")
    required(header, item, head, others)
    raise AssertionError("a header that fits was not chosen")


def _the_one(fitting: list[tuple[CalamineSheet, Header]]) -> tuple[CalamineSheet, Header]:
    """The only sheet with rows, or the first where none has any."""
    filled = [(s, h) for s, h in fitting if s.end is not None and s.end[0] > h.row]
    if len(filled) > 1:
        raise SeveralSheetsFit(sheets="、".join(sheet.name for sheet, _ in filled))
    if not filled:
        name = fitting[0][0].name
        raise NoRows(where=f"工作表“{name}”", where_en=f"the sheet “{name}”")
    return filled[0]


def _others_left(names: list[str], fitting: list[tuple[CalamineSheet, Header]]) -> list[Note]:
    read = {sheet.name for sheet, _ in fitting}
    read |= set(HELP_SHEETS.values())
    left = "、".join(name for name in names if name not in read)
    if not left:
        return []
    zh, en = f"只读取了符合表头的工作表，未读取：{left}", f"other sheets were not read: {left}"
    return [Note("other-sheets", "info", zh, en)]


def _scanned(opened: Opened) -> tuple[Scan, date]:
    """Only the xlsx package can be looked into beside the reader."""
    if opened.kind != "xlsx":
        return Scan(), EPOCH
    epoch = EPOCH_1904 if starts_1904(opened.path) else EPOCH
    return scan_sheet(opened.path, opened.sheet.name), epoch
