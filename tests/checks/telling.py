"""Workbooks of feedback, as somebody fills them in."""

import io
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import openpyxl

from bulk.taken import Taken
from checks.affecting import CLERK
from checks.filing import today
from mingjian.accounts.actor import SYSTEM, Actor
from mingjian.bulk import run
from mingjian.bulk.answers import returned as results
from mingjian.bulk.answers import view
from mingjian.checks.models import FeedbackSheet
from mingjian.checks.told.kind import FEEDBACK
from mingjian.checks.told.receive import receive_feedback
from mingjian.checks.told.run import run_feedback
from mingjian.kernel.problem import again

HEADER: Final = ("回执号", "处理结果", "决定日期", "说明")
Row = tuple[Any, ...]
sheet = partial(view.sheet, FEEDBACK)
sheets = partial(view.sheets, FEEDBACK)
cancel_sheet = partial(view.cancel_sheet, FEEDBACK)
returned = partial(results.returned, FEEDBACK)
findings_of = partial(results.findings_of, FEEDBACK)


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


def received(path: Path, actor: Actor = CLERK) -> int:
    """Send a workbook, without doing the work; its number."""
    return receive_feedback(path, filename=path.name, actor=actor).id


def send(path: Path, actor: Actor = CLERK, language: Any = "zh") -> Taken:
    """Send it and do the work.

    Raises:
        Problem: the file could not be worked through.
    """
    number = received(path, actor)
    with patch.object(run, "acting", lambda *_: actor):  # who has no account holds what he has here
        run_feedback(number)
    row, view_ = FeedbackSheet.objects.get(pk=number), sheet(SYSTEM, number)
    if view_.problem is not None:
        raise again(view_.problem) or AssertionError(view_.problem)
    return Taken(view_, tuple(findings_of(row)), returned(row, language))


def opened(content: bytes | Path) -> openpyxl.Workbook:
    """A workbook that the platform wrote."""
    return openpyxl.load_workbook(io.BytesIO(content) if isinstance(content, bytes) else content)
