"""The check page: the form, the receipt, what was decided after it."""

import pytest
from django.db import connection
from django.test import Client

from mingjian.evidence.read import entries
from mingjian.policy.standing import policies
from web import world
from web.conftest import SignIn


def _question(**changes: str) -> dict[str, str]:
    known = policies()
    asked = {
        "code": world.CODE,
        "matter": known.matters()[0].id,
        "purpose": known.purposes()[0].id,
        "case": "示办2024-1",
    }
    return asked | changes


def _answered(browser: Client) -> str:
    response = browser.post("/check/", _question())
    assert response.status_code == 302, response.content.decode()
    return response.headers["Location"]


@pytest.mark.usefixtures("sealed", "subject")
def test_a_question_leads_to_its_receipt(signed_in: SignIn) -> None:
    browser = signed_in("clerk")
    page = browser.get(_answered(browser)).content.decode()
    (asked,) = entries(kind="check.asked")
    assert f"{asked.id}-" in page
    assert world.NAME in page
    assert "示办2024-1" in page


@pytest.mark.usefixtures("sealed", "subject")
def test_the_answer_on_a_day_shows_what_is_in_force(signed_in: SignIn) -> None:
    browser = signed_in("clerk")
    response = browser.post("/check/", _question(on="2024-04-01"))
    page = browser.get(response.headers["Location"]).content.decode()
    assert "示罚〔2024〕1号" in page
    assert "行政处罚决定书文号" in page


@pytest.mark.usefixtures("sealed")
def test_nothing_known_is_said_and_is_nobodys_disadvantage(signed_in: SignIn) -> None:
    browser = signed_in("clerk")
    page = browser.get(_answered(browser)).content.decode()
    assert "登记库中没有此代码的主体" in page
    assert "不得据此作不利处理" in page


@pytest.mark.usefixtures("sealed", "subject")
@pytest.mark.parametrize(
    "wrong", [{"code": "123"}, {"case": ""}, {"matter": "gossip"}, {"purpose": ""}, {"on": "x"}]
)
def test_a_question_that_is_none_is_given_back_and_not_logged(
    signed_in: SignIn, wrong: dict[str, str]
) -> None:
    response = signed_in("clerk").post("/check/", _question(**wrong))
    assert response.status_code == 422
    assert 'class="fault"' in response.content.decode()
    assert entries(kind="check.asked") == []


@pytest.mark.usefixtures("sealed", "subject")
def test_without_the_sealer_there_is_no_answer(signed_in: SignIn) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE evidence_heartbeat SET at = now() - interval '1 day'")
    response = signed_in("clerk").post("/check/", _question())
    assert response.status_code == 503
    assert world.NAME not in response.content.decode()


@pytest.mark.usefixtures("sealed", "subject")
def test_somebody_elses_receipt_stays_closed(signed_in: SignIn) -> None:
    first, second = world.units()
    address = _answered(signed_in("clerk", first))
    assert signed_in("clerk", second).get(address).status_code == 403


@pytest.mark.usefixtures("sealed")
@pytest.mark.parametrize("number", ["1-000000000000", "nonsense", "-", "1"])
def test_a_receipt_nobody_has_is_404(signed_in: SignIn, number: str) -> None:
    assert signed_in("clerk").get(f"/check/{number}/").status_code == 404


@pytest.mark.parametrize("typed", ["", "1/2", '"></script>', "=cmd|'/c calc'!A0", "/" * 500])
def test_what_cannot_be_a_receipt_is_not_found(signed_in: SignIn, typed: str) -> None:
    page = signed_in("clerk").get("/check/receipts/", {"receipt": typed}, follow=True)
    assert page.status_code == 404
    assert "请核对回执号" in page.content.decode()
    assert "></script>" not in page.content.decode().split("<h1", 1)[1].split("</main>")[0]


def test_the_box_for_receipts_leads_to_the_page(signed_in: SignIn) -> None:
    response = signed_in("clerk").get("/check/receipts/", {"receipt": " 7-00aa00aa00aa "})
    assert response.headers["Location"] == "/check/7-00aa00aa00aa/"


@pytest.mark.usefixtures("sealed", "subject")
def test_what_was_decided_is_reported_logged_and_shown(signed_in: SignIn) -> None:
    browser = signed_in("clerk")
    address = _answered(browser)
    given = {"outcome": "eased", "decided_on": "2024-05-06", "note": "容缺受理"}
    assert browser.post(address, given).headers["Location"] == address
    page = browser.get(address).content.decode()
    assert "给予便利" in page
    assert "容缺受理" in page
    assert len(entries(kind="check.feedback")) == 1


@pytest.mark.usefixtures("sealed", "subject")
def test_a_decision_in_the_future_is_not_taken(signed_in: SignIn) -> None:
    browser = signed_in("clerk")
    address = _answered(browser)
    given = {"outcome": "eased", "decided_on": "2999-01-01"}
    assert browser.post(address, given).status_code == 422
    assert entries(kind="check.feedback") == []
