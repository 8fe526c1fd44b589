"""The catalogue and the page that explains access."""

import io

import openpyxl
import pytest
from django.utils import timezone

from mingjian.policy.standing import policies
from web import world
from web.conftest import SignIn

ITEMS = [item.id for item in policies().items(timezone.localdate())]


@pytest.mark.parametrize("item_id", ITEMS)
def test_every_item_has_a_page_with_each_of_its_fields(signed_in: SignIn, item_id: str) -> None:
    page = signed_in("liaison").get(f"/catalogue/{item_id}/").content.decode()
    for field in policies().item(item_id, timezone.localdate()).fields:
        assert f"<code>{field.name}</code>" in page


def test_what_is_recalled_is_shown_as_such(signed_in: SignIn) -> None:
    assert "凭记忆，待核" in signed_in("liaison").get("/catalogue/penalty/").content.decode()


@pytest.mark.parametrize("item_id", ITEMS)
def test_every_item_has_a_template_to_fill_in(signed_in: SignIn, item_id: str) -> None:
    response = signed_in("liaison").get(f"/catalogue/{item_id}/template/")
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    headers = [cell.value for cell in book.worksheets[0][1]]
    assert len(headers) > 3
    assert f"{item_id}.xlsx" in response.headers["Content-Disposition"]


@pytest.mark.parametrize("place", ["/catalogue/gossip/", "/catalogue/gossip/template/"])
def test_an_item_outside_the_catalogue_is_404(signed_in: SignIn, place: str) -> None:
    assert signed_in("liaison").get(place).status_code == 404


@pytest.mark.parametrize("role", world.ROLES)
def test_everybody_sees_his_own_rights_with_their_rules(signed_in: SignIn, role: str) -> None:
    page = signed_in(role).get("/access/").content.decode()
    assert f"{role}.log.verify.all" in page
    assert "no_role." in page or role == "credit_office"


def test_a_supposed_account_is_explained(signed_in: SignIn) -> None:
    first, second = world.units()
    asked = {"role": "liaison", "unit": first, "about": second}
    page = signed_in("auditor").get("/access/", asked).content.decode()
    assert "out_of_scope.liaison.intake.send.own_unit" in page


def test_whoever_may_explain_only_himself_supposes_nobody(signed_in: SignIn) -> None:
    browser = signed_in("clerk")
    assert 'name="role"' not in browser.get("/access/").content.decode()
    asked = {"role": "auditor", "unit": world.units()[1]}
    assert browser.get("/access/", asked).status_code == 403
