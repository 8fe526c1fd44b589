"""Workbooks of feedback, as somebody fills them in."""

import io
from datetime import date
from pathlib import Path
from typing import Any, Final

import openpyxl

from checks.affecting import CLERK
from checks.filing import today
from mingjian.accounts.actor import Actor
from mingjian.checks.told.given import Sent, Taken
from mingjian.checks.told.take import take_reports

HEADER: Final = ("回执号", "处理结果", "决定日期", "说明")
Row = tuple[Any, ...]


def line(receipt: str, outcome: str = "不予办理", day: str | date = "", note: str = "") -> Row:
    """A row that is filled in; decided today unless said otherwise."""
    return (receipt, outcome, day or today(), note)


def book(folder: Path, *rows: Row, header: Row = HEADER) -> Path:
    """A workbook with the header and these rows."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for one in (header, *rows):
        sheet.append(one)
    path = folder / "反馈.xlsx"
    made.save(path)
    return path


def send(path: Path, actor: Actor = CLERK, language: Any = "zh") -> Taken:
    """Send it."""
    return take_reports(path, Sent(path.name, actor, path.with_name("returned.xlsx"), language))


def opened(content: bytes | Path) -> openpyxl.Workbook:
    """A workbook that the platform wrote."""
    return openpyxl.load_workbook(io.BytesIO(content) if isinstance(content, bytes) else content)
