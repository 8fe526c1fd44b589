"""The help sheet of a template: what the item is, its columns, its code lists, its law."""

from collections.abc import Iterator
from typing import Final

from xlsxwriter import Workbook

from mingjian.intake.reading.workbook import HELP_SHEETS
from mingjian.intake.workbook_style import Looks
from mingjian.intake.workbook_words import comment_on, in_words, laws
from mingjian.kernel.problem import Language
from mingjian.policy.schema import CatalogueItem, CodeList, Field

WAYS: Final = (
    (
        "红色表头带*的列必填；表头文字和顺序请勿改动，可以缺少选填列。",
        "Columns with a red header and * are required; keep the headers, optional ones may go.",
    ),
    (
        "灰色斜体的第2行是示例，读取时自动略过，可以保留或覆盖。",
        "Row 2 in grey italics is an example; it is passed over, keep it or write over it.",
    ),
    (
        "代码、文号等列为文本格式：从别处粘贴时请“只粘贴数值”。",
        "Columns of codes are text: paste values only.",
    ),
    (
        "一行一条决定；不要合并单元格，不要使用公式。",
        "One decision a row; no merged cells, no formulas.",
    ),
)


def write_help(  # noqa: PLR0913, PLR0917 - a page of the workbook with all it shows
    book: Workbook,
    item: CatalogueItem,
    fields: list[Field],
    lists: dict[str, CodeList],
    looks: Looks,
    language: Language,
) -> None:
    """Add the help sheet."""
    sheet = book.add_worksheet(HELP_SHEETS[language])
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, 70)
    sheet.set_column(2, 2, 40)
    for row, (look, cells) in enumerate(_lines(item, fields, lists, language)):
        for column, text in enumerate(cells):
            sheet.write_string(row, column, text, looks[look])


Line = tuple[str, tuple[str, ...]]


def _lines(
    item: CatalogueItem, fields: list[Field], lists: dict[str, CodeList], language: Language
) -> Iterator[Line]:
    yield "title", (f"{item.name.zh} / {item.name.en}",)
    yield "wrap", (in_words("依据", "legal basis", language), laws(item))
    for way in WAYS:
        yield "wrap", (in_words("填报", "filling in", language), in_words(*way, language))
    yield "plain", ("",)
    yield "header", (in_words("列", "column", language), in_words("说明", "explanation", language))
    for field in fields:
        yield "wrap", (field.title.zh, comment_on(field, language))
    for name in dict.fromkeys(f.codes for f in fields if f.codes in lists):
        yield from _list_lines(lists[name or ""])


def _list_lines(codes: CodeList) -> Iterator[Line]:
    yield "plain", ("",)
    yield "header", (codes.title.zh, codes.title.en, "from / to")
    for value in codes.values:
        shown = value.value + ("-…" if value.completed else "")
        dates = (value.effective_from, value.effective_to)
        period = " / ".join(str(day) if day else "…" for day in dates) if any(dates) else ""
        yield "wrap", (shown, f"{value.title.zh} / {value.title.en}", period)
