"""The wizard offers what the own unit may decide, says who decides the rest; so do list pages."""

import pytest
from django.test import Client

from cases.world import at
from mingjian.cases.models import Case
from web import proceedings, world
from web.test_effect_pages import TYPED, WIZARD, fill, of, page

pytestmark = pytest.mark.usefixtures("sealed", "one")
MARKET, LABOUR = proceedings.UNIT, "zhenhai-human-resources"
OFFERED = {
    MARKET: {"A01", "B12", "B18", "B20"},
    LABOUR: {"B05", "B18"},
    "zhenhai-civil-affairs": {"A02", "B13", "B18"},
    "zhenhai-finance": {"B27", "B18"},
    "zhenhai-statistics": {"B18"},
}
DECIDED = set().union(*OFFERED.values())


@pytest.fixture
def one(db: None) -> int:  # noqa: ARG001 - it opens the database
    return world.register()


def chosen(client: Client, list_id: str) -> int:
    return client.post(f"{WIZARD}?page=list", {"list": list_id}).status_code


@pytest.mark.parametrize("unit_id", OFFERED)
def test_a_unit_is_offered_what_it_may_decide_and_nothing_else(unit_id: str) -> None:
    client = of("liaison", unit_id)
    shown = page(client, WIZARD)
    for list_id in DECIDED:
        mine = list_id in OFFERED[unit_id]
        assert (f'value="{list_id}"' in shown) is mine, list_id
        assert chosen(client, list_id) == (302 if mine else 422), list_id


def test_the_wizard_says_who_decides_what_is_not_offered() -> None:
    shown = page(of("liaison"), WIZARD)
    assert "由区人力社保局认定，本单位无权认定" in shown
    assert "由区财政局认定，本单位无权认定" in shown
    assert "由区市场监管局认定" not in shown
    assert "有权认定：区市场监管局" in shown
    assert "有权认定：谁处罚谁决定" in shown


def test_a_list_kept_from_another_unit_opens_no_case() -> None:
    """As when somebody was moved between the pages, or the session was written by hand."""
    client = of("liaison")
    fill(client, *TYPED)
    session = client.session
    session["determination"] |= {"list": "B05"}
    session.save()
    with at("2026-03-02"):
        response = client.post(f"{WIZARD}?page=review")
    assert response.status_code == 403
    assert "无权认定" in response.content.decode()
    assert not Case.objects.exists()


@pytest.mark.parametrize(("unit_id", "may"), [(MARKET, False), (LABOUR, True)])
def test_the_page_of_a_list_opens_the_wizard_for_who_may_decide(
    unit_id: str,
    may: bool,  # noqa: FBT001 - a table
) -> None:
    shown = page(of("liaison", unit_id), "/lists/B05/")
    assert ("/cases/determine/?list=B05" in shown) is may
    assert "本区有权认定的单位</dt><dd>区人力社保局" in shown


def test_the_page_says_where_the_packs_do_not_tell_and_nothing_where_others_decide() -> None:
    client = of("liaison")
    assert "<dd>政策包没有写明由哪个单位认定" in page(client, "/lists/B22/")
    assert "本区有权认定的单位" not in page(client, "/lists/B01/")
