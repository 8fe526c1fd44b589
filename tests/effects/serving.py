"""Penalties that wait for their service, and workbooks about them."""

import io
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch
from uuid import UUID

import openpyxl

from bulk.taken import Taken
from effects import world
from effects.following import followed
from ledger.deliveries import number, posting
from mingjian.accounts.actor import SYSTEM, Actor, Held
from mingjian.bulk import run
from mingjian.bulk.answers import returned as results
from mingjian.bulk.answers import view
from mingjian.effects.models import ServiceSheet
from mingjian.effects.penalty import filed
from mingjian.effects.service.answer import answer_each
from mingjian.effects.service.given import Served
from mingjian.effects.service.kind import SERVICES
from mingjian.effects.service.outcome import Recorded
from mingjian.effects.service.receive import receive_services
from mingjian.effects.service.run import run_sheet
from mingjian.kernel.period import Period
from mingjian.kernel.problem import again
from mingjian.ledger.post import post
from mingjian.ledger.posting import Incoming
from mingjian.ledger.read import as_of
from papers.making import OTHER, subject

SENDER: Final = "qu-fgj"
LIAISON: Final = Actor("user:1", "示例联络员", SENDER, (Held("liaison"),))
STRANGER: Final = Actor("user:2", "示例外单位", OTHER, (Held("liaison"),))
OFFICE: Final = Actor("user:3", "示例信用办", "zhenhai-credit-office", (Held("credit_office"),))
DECIDED: Final = "2024-03-04"
Row = tuple[str | date, ...]
sheet = partial(view.sheet, SERVICES)
sheets = partial(view.sheets, SERVICES)
cancel_sheet = partial(view.cancel_sheet, SERVICES)
returned = partial(results.returned, SERVICES)
findings_of = partial(results.findings_of, SERVICES)
HEADER: Final = (
    "行政处罚决定书文号",
    "统一社会信用代码",
    "送达日期",
    "送达方式",
    "处罚程序",
    "已告知救济途径和期限",
    "更正理由",
)


def key(n: int) -> str:
    """A document number."""
    return f"示罚〔2024〕{n}号"


def waiting(count: int = 1, **changes: Any) -> list[UUID]:
    """Penalties of 4 March 2024 whose service was asked about."""
    found = [world.penalty(key=key(n), CF_JDRQ=DECIDED, **changes) for n in range(1, count + 1)]
    followed(1)
    return found


def of_other_unit(text: str, unit_id: str = OTHER) -> UUID:
    """A penalty that another unit delivered."""
    about, content = subject(), dict(as_of(world.penalty(key="示例样本"))[0].payload)
    content |= {"CF_WSH": text, "CF_JDRQ": DECIDED}
    row = Incoming(number(f"other {text}"), about, Period(date(2024, 3, 4), None), 1, content)
    post([row], replace(posting(1, submission_id=2), unit_id=unit_id))
    assert filed(content).number == text
    return row.record_id


def served(record: UUID, day: str = "2024-03-05", **changes: Any) -> Served:
    """Served in person the day after, by ordinary procedure, unless changed."""
    plain = Served(record, date.fromisoformat(day), "ordinary", True, "direct")
    return replace(plain, **changes)


def line(text: str, day: str | date = "2024-03-05", **changes: str) -> Row:
    """A row of a workbook that is filled in."""
    plain = {"code": "", "how": "直接送达", "procedure": "普通程序", "told": "是", "reason": ""}
    given = plain | changes
    rest = [given[name] for name in ("how", "procedure", "told", "reason")]
    return (text, given["code"], day, *rest)


def book(folder: Path, *rows: Row) -> Path:
    """A workbook with the header and these rows."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for one in (HEADER, *rows):
        sheet.append(one)
    path = folder / "送达.xlsx"
    made.save(path)
    return path


def received(path: Path, actor: Actor = LIAISON, unit_id: str = SENDER) -> int:
    """Send a workbook for the unit, without doing the work; its number."""
    return receive_services(path, filename=path.name, unit_id=unit_id, actor=actor).id


def send(path: Path, actor: Actor = LIAISON, unit_id: str = SENDER, language: Any = "zh") -> Taken:
    """Send it and do the work.

    Raises:
        Problem: the file could not be worked through.
    """
    number = received(path, actor, unit_id)
    with patch.object(run, "acting", lambda *_: actor):  # who has no account holds what he has here
        run_sheet(number)
    row, view = ServiceSheet.objects.get(pk=number), sheet(SYSTEM, number)
    if view.problem is not None:
        raise again(view.problem) or AssertionError(view.problem)
    return Taken(view, tuple(findings_of(row)), returned(row, language))


def opened(content: bytes | Path) -> openpyxl.Workbook:
    """A workbook that the platform wrote."""
    return openpyxl.load_workbook(io.BytesIO(content) if isinstance(content, bytes) else content)


def given(record: UUID, day: str = "2024-03-05", **changes: Any) -> Recorded:
    """What came of one answer, which is taken."""
    (done,) = answer_each(LIAISON, [served(record, day, **changes)]).values()
    assert isinstance(done, Recorded), done
    return done
