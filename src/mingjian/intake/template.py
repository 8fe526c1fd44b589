"""The workbook a department fills in, made from the catalogue item alone."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from mingjian.intake.reading.skip import EXAMPLE_MARK
from mingjian.intake.reading.workbook import MARK_SHEET
from mingjian.intake.workbook_help import write_help
from mingjian.intake.workbook_lists import DropDown, drop_downs
from mingjian.intake.workbook_style import Looks, looks_of
from mingjian.intake.workbook_words import comment_on
from mingjian.kernel.problem import Language
from mingjian.policy.schema import CatalogueItem, CodeList, Field
from mingjian.policy.standing import policies

Row = Mapping[str, str | date]
ROWS: Final = 10_000
"""Rows below the header that are prepared with drop-downs and cell formats."""
SHEET: Final = {"zh": "填报", "en": "Data"}
OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def template(item_id: str, on: date, language: Language = "zh") -> bytes:
    """The template of an item as it is on a day, by the standing policies.

    Raises:
        NotFound: no such item on that day.
    """
    known = policies()
    item = known.item(item_id, on)
    lists = {f.codes: known.codes(f.codes, on) for f in item.fields if f.codes}
    return template_of(item, lists, edition=known.edition(item_id, on), language=language)


def template_of(
    item: CatalogueItem,
    lists: dict[str, CodeList],
    *,
    edition: str,
    language: Language = "zh",
    rows: Sequence[Row] = (),
) -> bytes:
    """The template as the bytes of an xlsx file; `rows` stand in it in place of the example."""
    out = io.BytesIO()
    book = Workbook(out, OPTIONS)
    looks = looks_of(book)
    fields = [f for f in item.fields if f.template and f.collect]
    data = book.add_worksheet(SHEET[language])
    _write_headers(data, fields, looks, language)
    if rows:
        _write_rows(data, fields, rows, looks)
    else:
        _write_example_row(data, item, fields, looks)
    write_help(book, item, fields, lists, looks, language)
    _restrict(book, fields, drop_downs(book, fields, lists), language)
    _mark(book, item, edition)
    book.close()
    return out.getvalue()


def _write_headers(sheet: Worksheet, fields: list[Field], looks: Looks, language: Language) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, 42)
    for column, field in enumerate(fields):
        _write_header(sheet, column, field, looks, language)
    if fields:
        sheet.autofilter(0, 0, 0, len(fields) - 1)


def _write_rows(sheet: Worksheet, fields: list[Field], rows: Sequence[Row], looks: Looks) -> None:
    for place, row in enumerate(rows, 1):
        for column, field in enumerate(fields):
            value = row.get(field.name, "")
            if isinstance(value, date):
                sheet.write_datetime(place, column, value, looks["date"])
            elif value:
                sheet.write_string(place, column, value, looks["text"])


def _write_example_row(
    sheet: Worksheet, item: CatalogueItem, fields: list[Field], looks: Looks
) -> None:
    for column, field in enumerate(fields):
        _write_example(sheet, column, field, looks, marked=field.name == _marked(item, fields))


def _write_header(
    sheet: Worksheet, column: int, field: Field, looks: Looks, language: Language
) -> None:
    """Headers are Chinese in both languages: reading and the law know the fields by them."""
    look = looks["required" if field.required else "header"]
    width = max(12, min(30, 2 * len(field.title.zh)))
    sheet.set_column(column, column, width, looks[_look(field)])
    sheet.write_string(0, column, field.title.zh + ("*" if field.required else ""), look)
    sheet.write_comment(0, column, comment_on(field, language), {"x_scale": 2, "y_scale": 2})


def _look(field: Field) -> str:
    """Numbers and days keep their type; everything else is text, or codes lose their digits."""
    return {"date": "date", "number": "number", "integer": "number"}.get(field.type, "text")


def _marked(item: CatalogueItem, fields: list[Field]) -> str | None:
    """The field whose example carries the mark: the subject's name, else the first free text."""
    free = [f.name for f in fields if f.type == "string" and not f.codes and not f.format]
    return item.subject.name if item.subject.name in free else next(iter(free), None)


def _write_example(
    sheet: Worksheet, column: int, field: Field, looks: Looks, *, marked: bool
) -> None:
    example = field.example or ""
    look = looks[f"example_{_look(field)}"]
    if marked:
        sheet.write_string(1, column, EXAMPLE_MARK + example, look)
    elif example and field.type == "date":
        sheet.write_datetime(1, column, date.fromisoformat(example), look)
    elif example and field.type in {"number", "integer"}:
        sheet.write_number(1, column, float(example), look)
    elif example:
        sheet.write_string(1, column, example, look)


def _restrict(
    book: Workbook, fields: list[Field], drops: dict[str, DropDown], language: Language
) -> None:
    sheet = book.worksheets()[0]
    for column, field in enumerate(fields):
        if field.codes in drops:
            rule = drops[field.codes].rule(field, language)
            sheet.data_validation(1, column, ROWS, column, rule)
        elif field.type == "date":
            sheet.data_validation(1, column, ROWS, column, _days(language))


def _days(language: Language) -> dict[str, object]:
    """Only a warning: a date typed as text is read as well."""
    zh = language == "zh"
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": date(1900, 1, 1),
        "maximum": date(2099, 12, 31),
        "error_type": "warning",
        "error_title": "日期" if zh else "Date",
        "error_message": "请填写日期，例如 2024-01-02" if zh else "Give a date such as 2024-01-02",
    }


def _mark(book: Workbook, item: CatalogueItem, edition: str) -> None:
    sheet = book.add_worksheet(MARK_SHEET)
    sheet.write_row(0, 0, [item.id, edition])
    sheet.very_hidden()
