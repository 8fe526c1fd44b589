"""A sheet laid in by us says what XlsxWriter's own would say."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from mingjian.intake.workbook_rows import TOGETHER, Line, lay, model
from mingjian.intake.workbook_style import BLUE, LONGEST, looks_of

LOOKS = ("header", "text")


def laid(lines: Iterable[Line], folder: Path) -> Path:
    frame, target = folder / "frame.xlsx", folder / "made.xlsx"
    with Workbook(str(frame)) as book:
        page = book.add_worksheet("名单")
        model(page, looks_of(book), LOOKS)
        page.set_column(0, 3, 18)
        page.freeze_panes(1, 0)
        book.add_worksheet("汇总").write_string(0, 0, "beside")
    lay(frame, 1, LOOKS, lines, target)
    return target


def usual(rows: Sequence[Sequence[str]], folder: Path) -> Path:
    """The same by XlsxWriter alone."""
    target = folder / "usual.xlsx"
    with Workbook(str(target), {"constant_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet("名单")
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                page.write_string(number, column, text)
    return target


def read(path: Path) -> list[list[Any]]:
    return [list(row) for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()]


def first(path: Path) -> Any:
    return load_workbook(path)["名单"]


texts = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("<>&\"'_x0041 \t\n\r\x00\x07\x1f=+@-\ufffe\uffff"),
    ),
    min_size=1,
    max_size=20,
)


@given(st.lists(st.lists(texts, min_size=1, max_size=4), min_size=1, max_size=4))
def test_any_text_reads_as_that_of_the_library(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        ours = laid([Line(row) for row in rows], folder)
        theirs = usual(rows, folder)
        # Not what XML cannot hold: where the library writes a broken file, ours is a sound one.
        if not any("\ufffe" in text or "\uffff" in text for row in rows for text in row):
            assert read(ours) == read(theirs)
        assert len(list(first(ours).iter_rows())) == len(rows)


def test_a_lone_surrogate_does_not_break_the_file(tmp_path: Path) -> None:
    assert read(laid([Line(["a\ud800b"])], tmp_path))[0][0].startswith("a")


def test_numbers_stay_numbers_and_texts_stay_texts(tmp_path: Path) -> None:
    row = [1, 0.1, 123456789012345.0, "=1+1", "0012", True, date(2026, 2, 28), None, "", "end"]
    sheet = first(laid([Line(row)], tmp_path))
    assert [cell.value for cell in sheet[1]] == [
        *[1, 0.1, 123456789012345, "=1+1", "0012", "TRUE", "2026-02-28", None, None, "end"]
    ]
    assert [cell.data_type for cell in sheet[1][:5]] == ["n", "n", "n", "s", "s"]


def test_a_moment_is_told_to_the_second(tmp_path: Path) -> None:
    sheet = first(laid([Line([datetime(2026, 2, 28, 9, 30)])], tmp_path))  # noqa: DTZ001 - as in a cell
    assert sheet["A1"].value == "2026-02-28 09:30:00"


def test_looks_widths_and_the_other_sheet_are_kept(tmp_path: Path) -> None:
    made = laid([Line(["代码", "结果"], "header"), Line(["1", "2"])], tmp_path)
    book = load_workbook(made)
    sheet = book["名单"]
    assert sheet["B1"].fill.fgColor.rgb == f"FF{BLUE[1:]}"
    assert sheet["B1"].font.bold
    assert (sheet["A2"].number_format, sheet["A2"].font.bold) == ("@", False)
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["A"].width > 18
    assert sheet.dimensions == "A1:B2"
    assert book["汇总"]["A1"].value == "beside"


@pytest.mark.parametrize("count", [0, 1, TOGETHER, TOGETHER + 1, 3 * TOGETHER])
def test_every_row_is_there_once(tmp_path: Path, count: int) -> None:
    made = laid((Line([str(n)]) for n in range(count)), tmp_path)
    assert [row[0] for row in read(made)] == [str(n) for n in range(count)]
    with ZipFile(made) as archive:
        assert archive.testzip() is None


def test_an_empty_row_keeps_its_place(tmp_path: Path) -> None:
    sheet = first(laid([Line(["a"]), Line([]), Line(["", "b"])], tmp_path))
    assert [[cell.value for cell in row] for row in sheet] == [
        ["a", None],
        [None, None],
        [None, "b"],
    ]


def test_a_text_too_long_for_a_cell_is_cut(tmp_path: Path) -> None:
    assert len(read(laid([Line(["长" * 40_000])], tmp_path))[0][0]) == LONGEST


def test_far_columns_have_their_letters(tmp_path: Path) -> None:
    sheet = first(laid([Line(["a"]), Line([*[""] * 800, "far"])], tmp_path))
    assert sheet["ADU2"].value == "far"
