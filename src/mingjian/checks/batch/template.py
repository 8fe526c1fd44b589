"""The empty workbook for a batch check: cells of text, so that no code loses its digits."""

import io
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from mingjian.checks.batch.codes import NAMES
from mingjian.checks.batch.sheet import LIMIT
from mingjian.checks.batch.words import say
from mingjian.intake.workbook_style import Looks, looks_of
from mingjian.kernel.problem import Language

SHEET: Final = ("核查名单", "Codes")
HELP: Final = ("说明", "Read me")
OPTIONAL: Final = (("主体名称", "Name"), ("备注", "Remark"))
LINES: Final = (
    (
        "第一列填统一社会信用代码，一行一个；其余列随意填写，原样退回。",
        "The first column takes the code, one a row; the other columns are yours and come back.",
    ),
    (
        f"一次最多 {LIMIT:,} 行；重复的代码只核查一次，每行都有结果。",
        f"At most {LIMIT:,} rows; a code that stands twice is checked once and answered twice.",
    ),
    (
        "每个代码都是一次留痕的核查，各有回执号；结果写在各行右侧。",
        "Each code is a logged check with its receipt; the answers stand to the right of each row.",
    ),
)
_WIDTH: Final = 26
_HELP_WIDTH: Final = 90


def template(language: Language = "zh") -> bytes:
    """The workbook as the bytes of an xlsx file. Codes keep their Chinese header: it is found."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    looks = looks_of(book)
    _fill(book.add_worksheet(say(SHEET, language)), looks, language)
    page = book.add_worksheet(say(HELP, language))
    page.set_column(0, 0, _HELP_WIDTH)
    for number, line in enumerate(LINES):
        page.write_string(number, 0, say(line, language), looks["wrap"])
    book.close()
    return out.getvalue()


def _fill(page: Worksheet, looks: Looks, language: Language) -> None:
    page.set_column(0, len(OPTIONAL), _WIDTH, looks["text"])
    page.write_string(0, 0, NAMES[0], looks["required"])
    for column, title in enumerate(OPTIONAL, 1):
        page.write_string(0, column, say(title, language), looks["header"])
    page.freeze_panes(1, 0)
