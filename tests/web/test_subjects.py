"""Subjects on the screens: search, one subject on two axes, scopes, and the log of each look."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mingjian.accounts.actor import SYSTEM
from mingjian.evidence.read import entries
from mingjian.ledger.read import as_of
from mingjian.ledger.withdraw import withdraw
from web import world
from web.conftest import SignIn

ADDRESS = f"/subjects/{world.CODE}/"


@pytest.mark.usefixtures("subject")
def test_a_code_leads_straight_to_its_subject(signed_in: SignIn) -> None:
    response = signed_in("clerk").get("/subjects/", {"q": world.CODE})
    assert response.headers["Location"] == ADDRESS


@pytest.mark.usefixtures("subject")
def test_a_name_gives_proposals_with_scores(signed_in: SignIn) -> None:
    page = signed_in("clerk").get("/subjects/", {"q": "示例贸易"}).content.decode()
    assert world.NAME in page
    assert "相近程度" in page


@pytest.mark.usefixtures("subject")
@pytest.mark.parametrize("asked", ["查无此企业名称", "91330299MA00000000", "", "x" * 500, "甲"])
def test_a_search_without_result_is_no_fault(signed_in: SignIn, asked: str) -> None:
    response = signed_in("clerk").get("/subjects/", {"q": asked})
    assert response.status_code in {200, 422}


def test_a_look_is_logged_with_who_and_when_on_both_axes(signed_in: SignIn, subject: int) -> None:
    signed_in("credit_office").get(ADDRESS, {"valid_on": "2024-04-01"})
    (look,) = entries(about=subject, kind="subject.read")
    assert look.actor.startswith("user:")
    assert look.body["valid_on"] == "2024-04-01"
    assert look.body["via"] == "web"


@pytest.mark.usefixtures("subject")
def test_whoever_reads_records_of_the_own_unit_sees_no_others(signed_in: SignIn) -> None:
    own = signed_in("liaison", world.units()[0]).get(ADDRESS).content.decode()
    assert "示罚〔2024〕1号" in own
    assert "示罚〔2024〕2号" not in own
    whole = signed_in("auditor").get(ADDRESS).content.decode()
    assert "示罚〔2024〕1号" in whole
    assert "示罚〔2024〕2号" in whole


@pytest.mark.usefixtures("subject")
def test_a_clerk_sees_who_it_is_and_no_records(signed_in: SignIn) -> None:
    page = signed_in("clerk").get(ADDRESS).content.decode()
    assert world.NAME in page
    assert "示罚" not in page
    assert "/check/?code=" in page


@pytest.mark.usefixtures("subject")
def test_travelling_to_a_day_tells_what_was_in_force(signed_in: SignIn) -> None:
    browser = signed_in("auditor")
    during = browser.get(ADDRESS, {"valid_on": "2024-04-01", "show": "in_force"}).content.decode()
    after = browser.get(ADDRESS, {"valid_on": "2026-04-01", "show": "in_force"}).content.decode()
    assert "示罚〔2024〕1号" in during
    assert "示罚〔2024〕1号" not in after


@pytest.mark.usefixtures("subject")
def test_travelling_to_before_we_knew_shows_nothing(signed_in: SignIn) -> None:
    before = (timezone.localtime() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    page = signed_in("auditor").get(ADDRESS, {"known_on": before}).content.decode()
    assert "示罚" not in page
    assert "没有记录" in page


@pytest.mark.usefixtures("subject")
@pytest.mark.parametrize("nonsense", ["2024-13-01", "gestern", "9999999-01-01", "2024-02-30"])
def test_a_date_that_is_none_is_told_and_today_is_shown(signed_in: SignIn, nonsense: str) -> None:
    response = signed_in("auditor").get(ADDRESS, {"valid_on": nonsense})
    assert response.status_code == 200
    assert "示罚〔2024〕1号" in response.content.decode()


@pytest.mark.usefixtures("subject")
def test_names_over_time_are_shown(signed_in: SignIn) -> None:
    world.register(name="示例贸易股份有限公司", on=date(2025, 5, 1))
    page = signed_in("auditor").get(ADDRESS).content.decode()
    assert "示例贸易股份有限公司" in page
    assert "曾用名" in page
    assert "2025-05-01" in page


@pytest.mark.parametrize("code", ["nope", world.OTHER_CODE, "%3Cscript%3E"])
def test_an_unknown_subject_is_404(signed_in: SignIn, code: str) -> None:
    response = signed_in("auditor").get(f"/subjects/{code}/")
    assert response.status_code == 404
    assert "<script>" not in response.content.decode()


def test_the_versions_of_a_record_show_source_and_periods(signed_in: SignIn, subject: int) -> None:
    version = as_of(subject)[0]
    page = signed_in("auditor").get(f"{ADDRESS}records/{version.record_id}/").content.decode()
    assert version.edition_id in page
    assert "现行" in page
    assert "2024-03-01" in page


def test_a_withdrawn_record_leaves_the_file_and_stays_in_the_history(
    signed_in: SignIn, subject: int
) -> None:
    first, second = world.units()
    version = next(one for one in as_of(subject) if one.unit_id == first)
    withdraw(
        version.record_id,
        reason="示例撤回原因",
        basis="示例文书",
        actor=SYSTEM.id,
        at=timezone.now(),
    )
    page = signed_in("auditor").get(ADDRESS).content.decode()
    assert "已撤回的记录" in page
    assert "示例撤回原因" in page
    history = signed_in("auditor").get(f"{ADDRESS}records/{version.record_id}/").content.decode()
    assert "示例文书" in history
    assert "已被取代" in history
    assert "示例撤回原因" not in signed_in("liaison", second).get(ADDRESS).content.decode()


def test_versions_of_another_units_record_stay_closed(signed_in: SignIn, subject: int) -> None:
    first, second = world.units()
    theirs = next(one for one in as_of(subject) if one.unit_id == second)
    browser = signed_in("liaison", first)
    assert browser.get(f"{ADDRESS}records/{theirs.record_id}/").status_code == 404


def test_a_record_under_another_subjects_address_is_404(signed_in: SignIn, subject: int) -> None:
    world.register(world.OTHER_CODE, "示例制造有限公司")
    version = as_of(subject)[0]
    address = f"/subjects/{world.OTHER_CODE}/records/{version.record_id}/"
    assert signed_in("auditor").get(address).status_code == 404


def test_a_name_with_markup_is_shown_as_text(signed_in: SignIn) -> None:
    world.register(name="示例<b>公司</b>")
    assert "示例&lt;b&gt;公司" in signed_in("auditor").get(ADDRESS).content.decode()
