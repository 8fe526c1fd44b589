"""Pages call things by their names and numbers, and mark what is contested."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cases.world import at
from mingjian.accounts.clients import open_client
from mingjian.effects.enter import entry
from mingjian.effects.shield import shield
from mingjian.evidence.append import append
from mingjian.papers.read import paper
from mingjian.policy.standing import policies
from web import proceedings, world
from web.conftest import SignIn
from web.proceedings import OFFICE, UNIT, browser

pytestmark = pytest.mark.usefixtures("sealed")
TITLE = "市场监督管理严重违法失信名单"
AHEAD = timedelta(days=1)


@pytest.fixture
def one(db: None) -> int:  # noqa: ARG001 - it opens the database
    return world.register()


def theirs(subject_id: int) -> Client:
    made = Client()
    made.force_login(proceedings.organisation(subject_id))
    return made


def page(client: Client, address: str, **asked: str) -> str:
    response = client.get(address, asked)
    assert response.status_code == 200, address
    return response.content.decode()


def test_an_entry_names_its_decision_and_its_case_by_their_numbers(one: int) -> None:
    case = proceedings.decided(one)
    number = proceedings.entry_of(one)
    shown = page(browser("credit_office", OFFICE), f"/lists/entries/{number}/")
    assert paper(entry(number).parts.decision).number in shown
    assert f">{case.number}</a>" in shown
    assert f"文书 {entry(number).parts.decision}" not in shown


def test_a_case_says_what_it_is_about_by_its_name(one: int) -> None:
    proceedings.decided(one)
    with at("2026-03-20"):
        objection = proceedings.objected(one, proceedings.entry_of(one))
        number = objection.about_id
        shown = page(theirs(one), f"/cases/{objection.id}/")
    assert f'<a href="/lists/entries/{number}/">{TITLE}</a>' in shown


def test_a_list_marks_what_its_organisations_object_to(one: int) -> None:
    proceedings.decided(one)
    with at("2026-03-20"):
        office = browser("credit_office", OFFICE)
        assert "有异议，处理中" not in page(office, "/lists/B20/")
        proceedings.objected(one, proceedings.entry_of(one))
        assert "有异议，处理中" in page(office, "/lists/B20/")
        assert "有异议，处理中" in page(office, f"/lists/entries/{proceedings.entry_of(one)}/")
        text = office.get("/lists/B20/", {"format": "csv"})
    rows = list(csv.DictReader(io.StringIO(_body(text).decode("utf-8-sig"))))
    assert [row["标注"] for row in rows] == ["有异议，处理中"]


def test_a_list_marks_who_is_shielded_until_the_shield_ends(one: int) -> None:
    proceedings.decided(one)
    ruling = proceedings.handed("ruling", one)
    with at("2026-03-20"):
        office, today = browser("credit_office", OFFICE), timezone.localdate()
        shield(one, ruling, today + AHEAD, 1, actor="user:1")
        assert "暂时屏蔽中" not in page(office, "/lists/B20/")
    with at("2026-03-21"):
        assert "暂时屏蔽中" in page(browser("credit_office", OFFICE), "/lists/B20/")


def _body(response: object) -> bytes:
    streaming = getattr(response, "streaming_content", None)
    return b"".join(streaming) if streaming else response.content  # type: ignore[attr-defined]


@pytest.mark.parametrize(("role", "unit"), [("credit_office", OFFICE), ("liaison", UNIT)])
def test_the_first_page_tells_a_unit_what_is_overdue(one: int, role: str, unit: str) -> None:
    proceedings.decided(one)
    for day, late in (("2026-03-25", 0), ("2026-03-26", 1)):
        with at(day):
            shown = page(browser(role, unit), "/")
        assert f'<a href="/cases/?tab=overdue">{late}</a>' in shown, day
        assert f'<a href="/cases/?tab=due_today">{1 - late}</a>' in shown, day


def test_the_first_page_tells_nobody_of_cases_out_of_his_reach(one: int) -> None:
    proceedings.decided(one)
    with at("2026-03-26"):
        other = page(browser("liaison", "zhenhai-finance"), "/")
        clerk = page(browser("clerk"), "/")
        own = page(theirs(one), "/")
    assert '<a href="/cases/?tab=overdue">0</a>' in other
    assert "tab=overdue" not in clerk
    assert "tab=overdue" not in own
    assert 'href="/mine/cases/">' in own


def test_a_target_of_the_plan_is_told_in_the_plans_own_words() -> None:
    client, asked = browser("credit_office", OFFICE), {"since": "2026-01-01"}
    task = next(one for one in policies().tasks() if one.id == "14")
    chinese = page(client, "/cases/statistics/", **asked)
    assert "区域黑名单退出比例达到在运营的黑名单主体总量的30%" in chinese
    assert "in the district" not in chinese
    client.post("/preferences/", {"language": "en", "next": "/"})
    assert "in the district" in page(client, "/cases/statistics/", **asked)
    assert "30%" in str(task.target)


def test_a_system_is_called_by_its_name(signed_in: SignIn) -> None:
    known = open_client("示例接入系统", "zhenhai-finance", active_from=date(2024, 1, 1))
    append("check.asked", actor=f"client:{known.pk}", body={})
    append("check.asked", actor="client:999999", body={})
    shown = page(signed_in("auditor"), "/log/")
    assert "示例接入系统" in shown
    assert "client:999999" in shown


def test_the_log_names_the_organisation_that_an_entry_is_about(
    signed_in: SignIn, subject: int
) -> None:
    append("subject.read", actor="user:1", body={}, subject_id=subject)
    append("subject.read", actor="user:1", body={}, subject_id=987654)
    shown = page(signed_in("auditor"), "/log/")
    assert f">{world.NAME}</a>" in shown
    assert ">987654</a>" in shown


def test_a_name_of_which_nobody_knows_since_when_shows_no_dash(signed_in: SignIn) -> None:
    world.register()
    shown = page(signed_in("auditor"), f"/subjects/{world.CODE}/")
    assert world.NAME in shown
    assert "— – " not in shown


@pytest.mark.parametrize("address", ["/lists/B20/", "/lists/R02/", "/lists/"])
def test_what_is_written_down_in_english_of_a_list_is_shown_in_chinese(address: str) -> None:
    client = browser("credit_office", OFFICE)
    chinese = page(client, address)
    client.post("/preferences/", {"language": "en", "next": "/"})
    english = page(client, address)
    for text in ("as B03", "application after 1Y", "local programme", "departmental rule"):
        assert text not in chinese, text
    assert any(text in english for text in ("as B03", "application after 1Y", "local programme"))
