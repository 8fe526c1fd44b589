"""A template comes from the catalogue item alone, and what is filled into it reads back cleanly."""

import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from intake.files.makers import code_lists, items, names, read, row, table, titles
from mingjian.intake.header import find
from mingjian.intake.problems import NoRows
from mingjian.intake.reading.area import column_name
from mingjian.intake.reading.skip import EXAMPLE_MARK
from mingjian.intake.template import template_of
from mingjian.kernel.problem import Language
from mingjian.policy.schema import CodeList, CodeValue, Text


def _book(item: str = "penalty", language: Language = "zh") -> Workbook:
    content = template_of(items()[item], code_lists(), edition="e@1", language=language)
    return openpyxl.load_workbook(io.BytesIO(content))


def _collected() -> list[str]:
    return [f.name for f in items()["penalty"].fields if f.template and f.collect]


def _filled(path: Path, *lines: list[str]) -> Path:
    """A liaison's work: rows below the example."""
    book = _book()
    kept = set(_collected())
    for number, line in enumerate(lines, 3):
        cells = [v for n, v in zip(names(), line, strict=True) if n in kept]
        for column, value in enumerate(cells, 1):
            book.worksheets[0].cell(number, column).value = value
    book.save(path)
    return path


@pytest.mark.parametrize("item", ["penalty", "licence", "market-entity", "abnormal-operations"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_its_header_is_recognised_in_both_languages(item: str, language: Language) -> None:
    sheet = _book(item, language).worksheets[0]
    header = find([[str(cell.value) for cell in sheet[1]]], items()[item])
    assert header is not None
    assert header.fits
    assert header.matched == sheet.max_column


def test_required_columns_are_marked_and_every_header_explained() -> None:
    sheet = _book().worksheets[0]
    by_title = {str(cell.value): cell for cell in sheet[1]}
    assert "违法事实*" in by_title
    assert "备注" in by_title
    comment = by_title["罚款金额(万元)"].comment
    assert comment is not None
    for part in ("选填", "单位：万元", "2000元填0.2", "最多 6 位小数", "fine in ten thousand yuan"):
        assert part in comment.text


def test_personal_columns_that_are_not_collected_are_not_asked_for() -> None:
    headers = {str(cell.value) for cell in _book().worksheets[0][1]}
    assert not {h for h in headers if "法定代表人" in h}


def test_code_columns_are_text_and_dates_are_dates() -> None:
    sheet = _book().worksheets[0]
    looks = {
        str(c.value).rstrip("*"): sheet.column_dimensions[column_name(place)]
        for place, c in enumerate(sheet[1])
    }
    assert looks["行政相对人代码_1(统一社会信用代码)"].number_format == "@"
    assert looks["处罚决定日期"].number_format == "yyyy-mm-dd"
    assert sheet.freeze_panes == "A2"


def test_drop_downs_carry_the_code_list() -> None:
    sheet = _book("market-entity").worksheets[0]
    rules = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert any("存续" in str(rule.formula1) for rule in rules)


def test_a_long_list_stands_on_a_hidden_sheet() -> None:
    value = CodeValue(value="x", title=Text(zh="x", en="x"), source="s", mark="verified")
    many = tuple(value.model_copy(update={"value": f"很长的代码值{n}"}) for n in range(60))
    lists = code_lists() | {
        "entity-status": code_lists()["entity-status"].model_copy(update={"values": many})
    }
    content = template_of(items()["market-entity"], lists, edition="e")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book["_codes"].sheet_state == "hidden"
    assert book["_codes"]["A60"].value == "很长的代码值59"
    formulas = [r.formula1 for r in book.worksheets[0].data_validations.dataValidation]
    assert any("_codes" in str(f) and "$60" in str(f) for f in formulas)


def test_the_help_sheet_shows_law_and_dated_codes() -> None:
    cells = [str(c.value) for line in _book()["说明"].iter_rows() for c in line if c.value]
    text = "\n".join(cells)
    assert "行政处罚法 48, 85" in text
    assert "2021-07-15" in text
    assert "[recalled]" not in cells[0]


def test_an_unfilled_template_has_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(template_of(items()["penalty"], code_lists(), edition="e"))
    with pytest.raises(NoRows):
        read(path)


def test_a_filled_template_reads_back_without_its_example(tmp_path: Path) -> None:
    sheet = read(_filled(tmp_path / "t.xlsx", row(1), row(2)))
    assert [(r["row_no"], r["CF_WSH"]) for r in table(sheet)] == [
        (3, "示罚〔2024〕1号"),
        (4, "示罚〔2024〕2号"),
    ]
    assert "example-rows" in {n.code for n in sheet.report.notes}
    assert sheet.report.template_edition == "e@1"
    assert sheet.report.layout == "own"


def test_an_example_written_over_is_a_row(tmp_path: Path) -> None:
    path = _filled(tmp_path / "t.xlsx", row(2))
    book = openpyxl.load_workbook(path)
    name = book.worksheets[0]["A2"]
    assert str(name.value).startswith(EXAMPLE_MARK)
    name.value = "示例公司1"
    book.save(path)
    assert [r["row_no"] for r in table(read(path))] == [2, 3]


def test_a_list_that_is_unknown_simply_has_no_drop_down() -> None:
    lists: dict[str, CodeList] = {}
    content = template_of(items()["penalty"], lists, edition="e")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert not [r for r in sheet.data_validations.dataValidation if r.type == "list"]
    assert len([c for c in sheet[1] if c.value]) == len(_collected()) <= len(titles())
