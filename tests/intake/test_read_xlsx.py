"""Workbooks as departments send them: typed cells, odd sheets, old files, json."""

import datetime as dt
import json
import zipfile
from pathlib import Path

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from intake.files.makers import (
    CODE,
    csv_file,
    items,
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
from mingjian.intake.cells import number_text, texts
from mingjian.intake.guard import examine
from mingjian.intake.problems import (
    DamagedFile,
    FileProblem,
    MalformedJson,
    NoRows,
    SeveralSheetsFit,
    WrongItem,
)
from mingjian.intake.template import template_of

AT = {name: place for place, name in enumerate(names())}


def _with(path: Path, **cells: object) -> Path:
    """A workbook of one row in which some cells are typed."""

    def fill(book: Workbook, sheet: Worksheet) -> None:
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, titles())
        sheet.write_row(1, 0, row())
        for name, value in cells.items():
            sheet.write(1, AT[name], value, days if isinstance(value, dt.date) else None)

    return xlsx_file(path, fill)


def test_text_cells_come_as_they_are(tmp_path: Path) -> None:
    found = table(read(plain_xlsx(tmp_path / "a.xlsx", [titles(), *rows(3)])))
    assert [r["row_no"] for r in found] == [2, 3, 4]
    assert found[0]["CF_XDR_SHXYM"] == CODE
    assert found[0]["_flags"] is None


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (453789.0, "453789"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"),
        (-2.5, "-2.5"),
        (1e21, "1000000000000000000000"),
        (123456789012345.0, "123456789012345"),
    ],
)
def test_numbers_as_a_spreadsheet_shows_them(number: float, text: str) -> None:
    assert number_text(number) == text


def test_a_code_in_a_number_cell_is_marked(tmp_path: Path) -> None:
    found = table(read(_with(tmp_path / "a.xlsx", CF_XDR_GSZC=330211000012345678)))[0]
    assert found["_flags"] == ["number-lost-digits:CF_XDR_GSZC"]
    assert found["CF_XDR_GSZC"] == "330211000012346000"


def test_days_typed_as_serials_and_as_text(tmp_path: Path) -> None:
    path = _with(
        tmp_path / "a.xlsx", CF_JDRQ=dt.date(2024, 1, 2), CF_YXQ=45294, CF_GSJZQ="2024.1.2"
    )
    found = table(read(path))[0]
    assert (found["CF_JDRQ"], found["CF_YXQ"], found["CF_GSJZQ"]) == (
        "2024-01-02",
        "2024-01-03",
        "2024.1.2",
    )
    assert found["_flags"] == ["date-serial:CF_YXQ"]


def test_a_number_that_is_no_day_number_stays(tmp_path: Path) -> None:
    found = table(read(_with(tmp_path / "a.xlsx", CF_JDRQ=20240102, CF_YXQ=2024)))[0]
    assert (found["CF_JDRQ"], found["CF_YXQ"], found["_flags"]) == ("20240102", "2024", None)


def test_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    path = _with(tmp_path / "a.xlsx", CF_JDRQ=43832)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    book = parts["xl/workbook.xml"]
    parts["xl/workbook.xml"] = book.replace(b"<workbookPr ", b'<workbookPr date1904="1" ')
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert table(read(path))[0]["CF_JDRQ"] == "2024-01-03"


def test_booleans_and_nul_characters() -> None:
    assert texts([True, False, "a\x00b", None]) == (["TRUE", "FALSE", "ab", None], [])


def test_formulas_and_errors_are_marked(tmp_path: Path) -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, titles())
        for number in (1, 2):
            sheet.write_row(number, 0, row(number))
        sheet.write_formula(1, AT["CF_NR_FK"], "=1+1", None, 2)
        sheet.write_formula(2, AT["CF_CFJG"], "=NA()", None, "#N/A")

    sheet = read(xlsx_file(tmp_path / "a.xlsx", fill))
    found = table(sheet)
    assert found[0]["CF_NR_FK"] == "2"
    assert found[0]["_flags"] == ["formula:CF_NR_FK"]
    assert found[1]["CF_CFJG"] == "#N/A"
    assert set(found[1]["_flags"]) == {"formula:CF_CFJG", "error-cell:CF_CFJG"}
    assert next(n.count for n in sheet.report.notes if n.code == "formulas") == 2


def test_merged_cells_are_named_and_not_filled_down(tmp_path: Path) -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.merge_range(0, 0, 0, 5, "行政处罚汇总表")
        sheet.write_row(1, 0, titles())
        for number in (2, 3):
            sheet.write_row(number, 0, row(number))
        sheet.merge_range(2, 0, 3, 0, "示例公司")

    sheet = read(xlsx_file(tmp_path / "a.xlsx", fill))
    found = table(sheet)
    assert [r["CF_XDR_MC"] for r in found] == ["示例公司", None]
    assert [r["_flags"] for r in found] == [None, ["merged:CF_XDR_MC"]]
    note = next(n for n in sheet.report.notes if n.code == "merged-cells")
    assert note.place == "A3:A4"


def test_the_sheet_that_fits_is_chosen_and_hidden_ones_are_not_read(tmp_path: Path) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["目录", "页"])
        hidden = book.add_worksheet("去年")
        hidden.write_row(0, 0, titles())
        hidden.write_row(1, 0, row(1))
        hidden.hide()
        data = book.add_worksheet("处罚")
        data.write_row(4, 2, titles())
        data.write_row(5, 2, row(2))

    sheet = read(xlsx_file(tmp_path / "a.xlsx", fill))
    assert (sheet.report.sheet, sheet.report.header_row) == ("处罚", 5)
    assert [(r["row_no"], r["CF_XDR_MC"]) for r in table(sheet)] == [(6, "示例公司2")]
    assert sheet.report.columns[0].index == 2
    assert {n.code for n in sheet.report.notes} >= {"hidden-sheets", "other-sheets"}


def test_two_sheets_that_fit_are_never_half_read(tmp_path: Path) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        for one in (sheet, book.add_worksheet("二月")):
            one.write_row(0, 0, titles())
            one.write_row(1, 0, row())

    with pytest.raises(SeveralSheetsFit, match="数据、二月"):
        read(xlsx_file(tmp_path / "a.xlsx", fill))


@pytest.mark.parametrize("lines", [[], [["", ""]], [titles()]])
def test_empty_sheets(tmp_path: Path, lines: list[list[str]]) -> None:
    with pytest.raises((NoRows, WrongItem)):
        read(plain_xlsx(tmp_path / "a.xlsx", lines))


def test_another_items_template_is_named(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(template_of(items()["licence"], {}, edition="e"))
    with pytest.raises(WrongItem, match="licence"):
        read(path)


def test_an_old_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    numbered: list[str | float] = [*row(2)]
    numbered[AT["CF_NR_FK"]] = 453789.0
    path.write_bytes(xls_file("处罚", [[*titles()], [*row(1)], numbered]))
    assert examine(path) == "xls"
    sheet = read(path)
    assert sheet.report.kind == "xls"
    assert table(sheet)[1]["CF_NR_FK"] == "453789"


def test_an_old_workbook_cut_in_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(xls_file("处罚", [[*titles()], *([*row(n)] for n in range(200))])[:-9000])
    with pytest.raises(FileProblem):
        read(path)


def test_what_the_reader_cannot_parse_is_a_damaged_file(tmp_path: Path) -> None:
    path = plain_xlsx(tmp_path / "a.xlsx", [titles(), row()])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:300]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises((DamagedFile, WrongItem, NoRows)):
        read(path)


def _objects(count: int) -> list[dict[str, object]]:
    return [dict(zip(titles(), row(n), strict=True)) for n in range(1, count + 1)]


@pytest.mark.parametrize("form", ["list", "rows", "lines"])
def test_json_in_three_forms(tmp_path: Path, form: str) -> None:
    given = _objects(3)
    text = {
        "list": json.dumps(given, ensure_ascii=False, indent=1),
        "rows": json.dumps({"rows": given}),
        "lines": "\n".join(json.dumps(one, ensure_ascii=False) for one in given),
    }[form]
    path = tmp_path / "a.json"
    path.write_text(text, "utf-8")
    sheet = read(path)
    assert [r["row_no"] for r in table(sheet)] == [1, 2, 3]
    assert table(sheet)[2]["CF_XDR_MC"] == "示例公司3"
    assert sheet.report.header_row == 0


def test_json_keeps_every_digit_and_marks_what_is_no_value(tmp_path: Path) -> None:
    given = dict(zip(names(), row(), strict=True))
    text = json.dumps([given | {"CF_SY": {"a": 1}, "CF_NR": ["x"], "more": "e"}])
    text = text.replace('"0.2"', "0.20").replace(f'"{CODE}"', "123456789012345678901")
    path = tmp_path / "a.json"
    path.write_text(text, "utf-8")
    found = table(read(path))[0]
    assert found["CF_NR_FK"] == "0.20"
    assert found["CF_XDR_SHXYM"] == "123456789012345678901"
    assert set(found["_flags"]) == {"nested:CF_SY", "nested:CF_NR"}
    assert found["_extras"] == '{"more":"e"}'


def test_json_rows_may_bring_optional_keys_later(tmp_path: Path) -> None:
    given = [{k: v for k, v in one.items() if k != "备注"} for one in _objects(1200)]
    given[-1]["备注"] = "末行"
    given[-1]["未知"] = "另"
    path = tmp_path / "a.json"
    path.write_text(json.dumps(given), "utf-8")
    last = table(read(path))[-1]
    assert (last["BZ"], last["_extras"]) == ("末行", '{"未知":"另"}')


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[{"a": 1},\n{"a": }]', 2),
        ('[{"a": 1},\n 5]', 2),
        ('{"a": NaN}', 1),
        ('[{"a": "x', 1),
        ('[{"a": 1}', 1),
        ('{"rows": [{"a": 1}]', 1),
        ('[{"a": 1}] trailing', 1),
        ("[" * 100_000, 1),
    ],
)
def test_broken_json_is_named_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, "utf-8")
    with pytest.raises((MalformedJson, WrongItem)) as caught:
        read(path)
    if isinstance(caught.value, MalformedJson):
        assert caught.value.facts["line"] == line


@pytest.mark.parametrize("text", ["[]", '{"rows": []}'])
def test_json_without_rows(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, "utf-8")
    with pytest.raises(NoRows):
        read(path)


def test_every_kind_of_file_gives_the_same_rows(tmp_path: Path) -> None:
    given = rows(5)
    (tmp_path / "a.json").write_text(
        json.dumps([dict(zip(titles(), one, strict=True)) for one in given]), "utf-8"
    )
    (tmp_path / "a.xls").write_bytes(xls_file("x", [[*titles()], *([*one] for one in given)]))
    csv_file(tmp_path / "a.csv", [titles(), *given])
    plain_xlsx(tmp_path / "a.xlsx", [titles(), *given])
    tables = [table(read(path)) for path in sorted(tmp_path.glob("a.*"))]
    fields = [f.name for f in penalty().fields]
    values = [[[line[name] for name in fields] for line in one] for one in tables]
    assert len(values) == 4
    assert all(one == values[0] for one in values)
