"""The form that opens a case: who reviews is chosen, and nobody objects twice at a time."""

import re

import pytest
from django.test import Client

from cases.world import at
from mingjian.cases.doing import Doing
from mingjian.cases.models import Case
from mingjian.cases.take import take
from mingjian.cases.view import CaseView
from web import proceedings, world
from web.proceedings import OFFICE, REVIEWER, UNIT

pytestmark = pytest.mark.usefixtures("sealed")
JUSTICE = "zhenhai-justice"
GIVEN = {"ask_ground": "error", "paper_application": "示例异议"}


@pytest.fixture
def one(db: None) -> int:  # noqa: ARG001 - it opens the database
    return world.register()


@pytest.fixture
def its(one: int) -> Client:
    made = Client()
    made.force_login(proceedings.organisation(one))
    return made


def objecting(one: int) -> str:
    return f"/cases/open/objection/?about=entry&id={proceedings.entry_of(one)}"


def rejected(one: int) -> CaseView:
    case = proceedings.objected(one, proceedings.entry_of(one))
    office = proceedings.actor("credit_office", OFFICE)
    case = take(case.id, "accept", Doing(), office, seq=1)
    return take(case.id, "reject", Doing(reason="示例"), office, seq=2)


def test_while_an_objection_is_open_the_form_gives_way_to_its_case(one: int, its: Client) -> None:
    proceedings.decided(one)
    with at("2026-03-20"):
        assert its.post(objecting(one), GIVEN).status_code == 302
        case = Case.objects.get(kind="objection")
        for response in (its.get(objecting(one)), its.post(objecting(one), GIVEN)):
            shown = response.content.decode()
            assert f'href="/cases/{case.pk}/"' in shown
            assert "不另行立案" in shown
            assert "<textarea" not in shown
        assert response.status_code == 409
    assert Case.objects.filter(kind="objection").count() == 1


def test_once_it_is_closed_the_form_is_there_again(one: int, its: Client) -> None:
    proceedings.decided(one)
    with at("2026-03-20"):
        rejected(one)
        assert its.post(objecting(one), GIVEN).status_code == 302


def test_the_organisation_chooses_who_reviews(one: int, its: Client) -> None:
    proceedings.decided(one)
    for unit in (REVIEWER, JUSTICE, UNIT, OFFICE):
        proceedings.account("reviewer", unit)
    with at("2026-03-20"):
        case = rejected(one)
        page = its.get(f"/cases/{case.id}/").content.decode()
        address = re.search(r'href="(/cases/open/review/[^"]+)"', page)
        assert address is not None
        where = address[1].replace("&amp;", "&")
        shown = its.get(where).content.decode()
        offered = re.findall(r'<option value="([^"]*)"', shown.split('name="unit"')[1])
        assert offered == ["", REVIEWER, JUSTICE]
        given = {"ask_ground": "示例", "paper_application": "示例复核申请"}
        for unit in ("", UNIT, OFFICE, "zhenhai-finance"):
            assert its.post(where, given | {"unit": unit}).status_code == 422, unit
        assert its.post(where, given | {"unit": JUSTICE}).status_code == 302
    assert Case.objects.get(kind="review").unit_id == JUSTICE


def test_where_nobody_can_review_the_page_says_so(one: int, its: Client) -> None:
    proceedings.decided(one)
    proceedings.account("reviewer", UNIT)
    with at("2026-03-20"):
        case = rejected(one)
        number = proceedings.entry_of(one)
        asked = {"about": "entry", "id": str(number), "parent": str(case.id)}
        response = its.get("/cases/open/review/", asked)
    assert response.status_code == 409
    assert "没有可以复核的单位" in response.content.decode()
