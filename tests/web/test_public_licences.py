"""The public list of licences in the browser of somebody nobody knows."""

import csv
import io
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import Settings

from mingjian.effects.dispute import dispute
from mingjian.effects.target import Target
from mingjian.ledger.withdraw import withdraw
from papers.making import WHO, ago
from publication.conftest import told
from publication.licensing import CARD, PERSON, UNIT, followed, licensed
from registry.register import code
from web import world
from web.conftest import SignIn
from web.test_public import HOSTILE, page, rows

__all__ = ["told"]
pytestmark = pytest.mark.usefixtures("told")
LIST = "/public/licences/"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def unlimited(settings: Settings) -> None:
    """A test asks more in a minute than a person does."""
    settings.MINGJIAN_PUBLIC_A_MINUTE = 0


@pytest.fixture
def licence(told: None) -> UUID:  # noqa: ARG001 - it tells the database what the packs say
    """A licence of organisation 1 that everybody may see."""
    made = licensed("示许〔2026〕1号", until=ago(-30))
    followed()
    return made


def body(response: HttpResponseBase) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]  # one of both


def lines(**asked: str) -> list[list[str]]:
    response = Client().get(LIST, {"format": "csv", **asked})
    return list(csv.reader(io.StringIO(body(response).decode("utf-8-sig"))))


def test_everybody_sees_it_with_its_law_fields_and_no_person(licence: UUID) -> None:
    text = page(LIST)
    for part in ("示例1号有限公司", code(1), "示许〔2026〕1号", "示例许可决定书", "普通", "示例局"):
        assert part in text
    assert f'href="/public/{code(1)}/"' in text
    own = page(f"/public/{code(1)}/")
    assert "示许〔2026〕1号" in own
    assert f"about=record&amp;id={licence}" in own
    for shown in (text, own, str(lines())):
        assert PERSON not in shown
        assert CARD not in shown


@pytest.mark.usefixtures("licence")
def test_the_last_valid_day_is_the_one_that_was_filed() -> None:
    last = ago(-29)
    assert lines()[1][9] == last.isoformat()
    for shown in (page(LIST), page(f"/public/{code(1)}/")):
        assert last.isoformat() in shown
        assert (last + DAY).isoformat() not in shown


def test_what_is_disputed_is_marked_and_what_is_withdrawn_is_gone_at_once(licence: UUID) -> None:
    own = f"/public/{code(1)}/"
    for address in (LIST, own):
        assert "有异议" not in page(address)
    dispute(Target("record", str(licence)), 1, on=timezone.localdate(), actor=WHO)
    for address in (LIST, own):
        assert "有异议" in page(address)
    assert lines()[1][-1] == "有异议"
    withdraw(licence, reason="示例", basis="示例法 1", actor=WHO, at=timezone.now())
    assert rows(page(LIST)) == 0
    assert "没有符合条件的行政许可" in page(LIST)
    assert len(lines()) == 1
    assert "示许〔2026〕1号" not in page(own)


def test_an_individual_business_is_on_no_page_and_in_no_file() -> None:
    licensed("示许〔2026〕9号", prefix="92")
    followed()
    assert rows(page(LIST)) == rows(page(LIST, q=code(1, "92"))) == 0
    assert len(lines()) == 1


@pytest.mark.usefixtures("licence")
def test_search_filters_and_order() -> None:
    changes: dict[str, Any] = {"XK_XKLB": "其他-备案", "XK_JDRQ": ago(3).isoformat()}
    licensed("示许〔2026〕2号", who=2, unit="zhenhai-finance", submission=2, **changes)
    followed(2)
    assert rows(page(LIST)) == 2
    for asked, number in (
        ({"q": code(1)}, 1),
        ({"q": "示例2号有限公司", "category": "其他"}, 2),
        ({"category": "普通"}, 1),
        ({"unit": UNIT}, 1),
        ({"since": ago(10).isoformat()}, 2),
        ({"until": ago(10).isoformat()}, 1),
        ({"since": ago(3).isoformat(), "until": ago(3).isoformat()}, 2),
    ):
        found = page(LIST, **asked)
        assert rows(found) == 1, asked
        assert f"示许〔2026〕{number}号" in found
        assert [line[2] for line in lines(**asked)[1:]] == [f"示许〔2026〕{number}号"]
    up, down = page(LIST, sort="name"), page(LIST, sort="-name")
    assert up.index(code(1)) < up.index(code(2))
    assert down.index(code(1)) > down.index(code(2))
    for column in ("number", "category", "authority", "decided_on", "last_day"):
        assert rows(page(LIST, sort=column)) == 2
    newest = page(LIST)
    assert newest.index(code(2)) < newest.index(code(1))


def test_pages_are_short_and_a_huge_one_is_the_last() -> None:
    for n in range(30):
        licensed(f"示许{n}")
    followed()
    assert rows(page(LIST)) == 25
    for asked in ("2", "9" * 30):
        assert rows(page(LIST, page=asked)) == 5
    assert rows(page(LIST, per_page="10000", limit="10000")) == 25
    assert len(lines(page="2")) == 31


@pytest.mark.usefixtures("licence")
@pytest.mark.parametrize("said", HOSTILE)
def test_whatever_is_asked_is_only_text(said: str) -> None:
    for name in ("q", "category", "unit", "since", "until", "sort", "page"):
        assert "<script>alert" not in page(LIST, **{name: said})
    assert rows(page(LIST, q="' OR 1=1 --")) == 0
    response = Client().get(LIST, {"format": said})
    assert response["Content-Type"].startswith("text/csv")


def test_a_file_runs_no_formula() -> None:
    licensed("=cmd|' /C calc'!A0", XK_XKJG="@示例局")
    followed()
    assert lines()[1][2].startswith("'=")
    response = Client().get(LIST, {"format": "xlsx"})
    sheet = load_workbook(io.BytesIO(body(response))).active
    assert sheet is not None
    cell = sheet.cell(2, 3)
    assert (cell.data_type, cell.value) == ("s", "=cmd|' /C calc'!A0")


@pytest.mark.usefixtures("licence")
def test_both_files_have_the_same_rows() -> None:
    response = Client().get(LIST, {"format": "xlsx"})
    sheet = load_workbook(io.BytesIO(body(response))).active
    assert sheet is not None
    told_ = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert told_ == lines()
    assert lines()[1][:3] == ["示例1号有限公司", code(1), "示许〔2026〕1号"]


def test_it_speaks_english() -> None:
    browser = Client(headers={"Accept-Language": "en"})
    text = browser.get(LIST).content.decode()
    for part in ("Licences in public", "No such licence", "Supplied by"):
        assert part in text


@pytest.mark.usefixtures("licence")
@pytest.mark.parametrize("role", [*world.ROLES, ""])
def test_every_role_sees_the_same_as_nobody(signed_in: SignIn, role: str) -> None:
    assert rows(signed_in(role).get(LIST).content.decode()) == rows(page(LIST)) == 1
