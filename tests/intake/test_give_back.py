"""The sender gets his own file back: red where it is wrong, with the reason; the rest as sent."""

import json
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from intake.files.makers import (
    csv_file,
    names,
    penalty,
    plain_xlsx,
    read,
    row,
    rows,
    table,
    titles,
    xlsx_file,
)
from intake.files.old import xls_file
from mingjian.intake import give_back as module
from mingjian.intake.findings import Finding, in_order
from mingjian.intake.give_back import marked_copy
from mingjian.intake.read import Sheet
from mingjian.intake.workbook_marks import Words
from mingjian.intake.workbook_style import RED, YELLOW
from mingjian.kernel.problem import Language

AT = {name: place for place, name in enumerate(names())}
FINDINGS = in_order(
    [
        Finding(0, None, "W241", "warning", None, "5", "5"),
        Finding(3, "CF_WSH", "E101", "error"),
        Finding(3, "CF_NR_FK", "W195", "warning", "2000", "1000", "1000"),
        Finding(4, "CF_NR_FK", "W195", "warning", "2000", "1000", "1000"),
        Finding(5, None, "E231", "error"),
    ]
)


def _words(language: Language = "zh") -> Words:
    known = {f.name: getattr(f.title, language) for f in penalty().fields}
    return Words(language, "四月.xlsx", known)


def _back(
    path: Path,
    sheet: Sheet,
    findings: list[Finding] = FINDINGS,
    *,
    only_bad: bool = False,
    language: Language = "zh",
) -> openpyxl.Workbook:
    target = path.parent / "back" / "returned.xlsx"
    made = marked_copy(path, sheet.report, findings, _words(language), target, only_bad=only_bad)
    assert [p.name for p in made.parent.iterdir()] == ["returned.xlsx"]
    return openpyxl.load_workbook(made)


def _colour(cell: object) -> str:
    assert isinstance(cell, Cell)
    return str(cell.fill.fgColor.rgb)[2:] if cell.fill.fill_type else ""


def _cell(book: openpyxl.Workbook, number: int, field: str) -> Cell:
    cell = book.worksheets[1].cell(number, AT[field] + 1)
    assert isinstance(cell, Cell)
    return cell


def _sent(folder: Path, kind: str) -> Path:
    path = folder / f"sent.{kind}"
    lines = [titles(), *rows(5)]
    if kind == "xlsx":
        return plain_xlsx(path, lines)
    if kind == "xls":
        path.write_bytes(xls_file("处罚", [[*line] for line in lines]))
        return path
    return csv_file(path, lines, encoding="gb18030")


@pytest.mark.parametrize("kind", ["xlsx", "xls", "csv"])
def test_cells_are_marked_in_the_senders_own_sheet(tmp_path: Path, kind: str) -> None:
    path = _sent(tmp_path, kind)
    book = _back(path, read(path))
    wrong, doubtful = _cell(book, 3, "CF_WSH"), _cell(book, 3, "CF_NR_FK")
    assert (_colour(wrong), _colour(doubtful)) == (RED[1:], YELLOW[1:])
    assert wrong.comment is not None
    assert "E101" in wrong.comment.text
    assert "请填写" in wrong.comment.text
    assert _colour(_cell(book, 5, "CF_XDR_MC")) == RED[1:], (
        "a whole row is marked in its first cell"
    )
    assert _colour(_cell(book, 2, "CF_WSH")) == ""


@pytest.mark.parametrize("kind", ["xlsx", "xls", "csv"])
def test_everything_else_is_as_it_was_sent(tmp_path: Path, kind: str) -> None:
    path = _sent(tmp_path, kind)
    given = [[c or None for c in line] for line in [titles(), *rows(5)]]
    sheet = _back(path, read(path)).worksheets[1]
    assert [[c.value for c in line] for line in sheet.iter_rows(max_col=len(titles()))] == given


def test_the_summary_comes_first_and_leads_to_the_rows(tmp_path: Path) -> None:
    path = _sent(tmp_path, "xlsx")
    summary = _back(path, read(path)).worksheets[0]
    assert summary.title == "校验结果"
    cells = [[c.value for c in line] for line in summary.iter_rows()]
    assert ["2", "有错误的行（红）"] in [line[:2] for line in cells]
    assert ["1", "仅有提示的行（黄）"] in [line[:2] for line in cells]
    assert [line[3] for line in cells if line[0] == "W195"] == ["2"]
    links = [c.hyperlink.location or c.hyperlink.target for c in summary["A"] if c.hyperlink]
    assert [link and link.lstrip("#") for link in links] == [f"'数据'!A{n}" for n in (3, 3, 4, 5)]


def test_english(tmp_path: Path) -> None:
    path = _sent(tmp_path, "csv")
    book = _back(path, read(path), language="en")
    assert book.worksheets[0].title == "Validation result"
    comment = _cell(book, 3, "CF_WSH").comment
    assert comment is not None
    assert "A required field is empty." in comment.text


@pytest.mark.parametrize("kind", ["xlsx", "xls", "csv"])
def test_only_the_bad_rows(tmp_path: Path, kind: str) -> None:
    path = _sent(tmp_path, kind)
    book = _back(path, read(path), only_bad=True)
    data = book.worksheets[1]
    assert [data.cell(n, AT["CF_WSH"] + 1).value for n in (1, 2, 3, 4)] == [
        titles()[AT["CF_WSH"]],
        "示罚〔2024〕2号",
        "示罚〔2024〕4号",
        None,
    ]
    links = [c.hyperlink.location for c in book.worksheets[0]["A"] if c.hyperlink]
    name = data.title
    assert links == [f"'{name}'!A{n}" for n in (2, 2, 3)], (
        "the row with a warning alone is not there"
    )


@pytest.mark.parametrize("kind", ["xlsx", "xls", "csv"])
def test_corrected_and_sent_again_it_reads_back_cleanly(tmp_path: Path, kind: str) -> None:
    path = _sent(tmp_path, kind)
    book = _back(path, read(path))
    _cell(book, 3, "CF_WSH").value = "示罚〔2024〕22号"
    again = tmp_path / "again.xlsx"
    book.save(again)
    sheet = read(again)
    found = table(sheet)
    assert [r["row_no"] for r in found] == [2, 3, 4, 5, 6]
    assert found[1]["CF_WSH"] == "示罚〔2024〕22号"
    assert not {n.code for n in sheet.report.notes} & {"other-sheets", "hidden-sheets"}
    twice = _back(again, sheet, [f for f in FINDINGS if f.row_no == 4])
    assert twice.sheetnames.count("校验结果") == 1
    assert _cell(twice, 3, "CF_WSH").comment is None
    assert _colour(_cell(twice, 3, "CF_WSH")) == ""
    assert _colour(_cell(twice, 4, "CF_NR_FK")) == YELLOW[1:]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x","y")'])
def test_what_looks_like_a_formula_stays_text(tmp_path: Path, kind: str, evil: str) -> None:
    lines = [titles(), row(1, CF_WSH=evil), row(2)]
    make = plain_xlsx if kind == "xlsx" else csv_file
    path = make(tmp_path / f"sent.{kind}", lines)
    book = _back(path, read(path), [Finding(2, "CF_WSH", "E184", "error", evil)])
    for sheet in book.worksheets:
        for line in sheet.iter_rows():
            assert all(c.data_type != "f" for c in line)
    assert _cell(book, 2, "CF_WSH").value == evil


def test_formulas_widths_and_other_sheets_of_the_sender_stay(tmp_path: Path) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, titles())
        sheet.write_row(1, 0, row(1))
        sheet.write_formula(1, AT["CF_NR_FK"], "=1+1", None, 2)
        sheet.set_column(0, 0, 44)
        book.add_worksheet("底稿").write(0, 0, "x")

    path = xlsx_file(tmp_path / "sent.xlsx", fill)
    book = _back(path, read(path), [Finding(2, "CF_WSH", "E101", "error")])
    assert _cell(book, 2, "CF_NR_FK").value == "=1+1"
    assert book.worksheets[1].column_dimensions["A"].width == pytest.approx(44, abs=1)
    assert book.sheetnames == ["校验结果", "数据", "底稿"]


def test_a_mark_inside_a_merged_range_stands_where_people_see_it(tmp_path: Path) -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, titles())
        sheet.write_row(1, 0, row(1))
        sheet.write_row(2, 0, row(2))
        sheet.merge_range(1, 0, 2, 0, "示例公司")

    path = xlsx_file(tmp_path / "sent.xlsx", fill)
    book = _back(path, read(path), [Finding(3, "CF_XDR_MC", "E101", "error")])
    shown = book.worksheets[1]["A2"]
    assert (_colour(shown), shown.comment is not None) == (RED[1:], True)


def test_json_comes_back_as_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "sent.json"
    given = [dict(zip(titles(), row(n), strict=True)) for n in (1, 2)]
    path.write_text(json.dumps(given), "utf-8")
    book = _back(path, read(path), [Finding(2, "CF_WSH", "E101", "error")])
    assert _cell(book, 1, "CF_WSH").value == titles()[AT["CF_WSH"]]
    assert _colour(_cell(book, 3, "CF_WSH")) == RED[1:]
    again = tmp_path / "again.xlsx"
    book.save(again)
    assert [r["CF_WSH"] for r in table(read(again))] == [
        line["行政处罚决定书文号"] for line in given
    ]


def test_a_workbook_broken_beside_its_rows_is_written_anew(tmp_path: Path) -> None:
    part = "docProps/core.xml"
    path = plain_xlsx(tmp_path / "示例.xlsx", [titles(), *rows(4)])
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = parts[part][: len(parts[part]) // 2]
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    sheet = read(path)
    back = _back(path, sheet)
    assert back.worksheets[1].cell(2, 1).value == rows(1)[0][0]


def test_a_big_workbook_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EDITED_UP_TO", 2)
    path = _sent(tmp_path, "xlsx")
    book = _back(path, read(path))
    assert _colour(_cell(book, 3, "CF_WSH")) == RED[1:]
    assert [c.value for c in book.worksheets[1][6]][: len(titles())] == [c or None for c in row(5)]


def test_findings_past_the_last_row_are_still_counted(tmp_path: Path) -> None:
    path = _sent(tmp_path, "csv")
    book = _back(path, read(path), [Finding(99, "CF_WSH", "E101", "error")])
    assert any(c.value == "E101" for c in book.worksheets[0]["A"])
