"""The wizard on red lists: offered where the district decides, and asked for what they need."""

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases import praise
from effects import world as effects
from mingjian.cases.models import Case
from mingjian.effects.enter import enter
from papers.making import ago
from web import proceedings, world
from web.test_effect_pages import TYPED, WIZARD, browser, of, page

pytestmark = pytest.mark.usefixtures("sealed", "red_lists")
RED = TYPED | {"list": {"list": "X-RED"}}


@pytest.fixture
def red_lists(db: None) -> Iterator[None]:  # noqa: ARG001 - it opens the database
    with praise.packs():
        yield


@pytest.fixture
def one(red_lists: None) -> int:  # noqa: ARG001 - first the lists
    return world.register()


def fill(client: Client, *pages: str) -> None:
    for name in pages:
        assert client.post(f"{WIZARD}?page={name}", RED[name]).status_code == 302, name


def blacklisted(one: int) -> None:
    given = effects.heard(one)
    enter(effects.listing(given))


def test_red_lists_are_offered_where_the_district_decides_and_others_say_why() -> None:
    shown = page(of("liaison"), WIZARD)
    assert 'value="X-RED"' in shown
    for other in ("X-TAX", "X-YOUNG", "R01", "R02", "R03", "R04", "R05"):
        assert f'value="{other}"' not in shown, other
    assert "自然人" in shown


@pytest.mark.usefixtures("one")
def test_a_red_list_is_asked_for_what_it_needs_and_opens_its_own_procedure() -> None:
    client = of("liaison")
    fill(client, *RED)
    shown = page(client, f"{WIZARD}?page=review")
    assert "不在黑名单上" in shown
    assert "告知、公示及送达回证" in shown
    assert "不利处理" not in shown
    response = client.post(f"{WIZARD}?page=review", follow=True)
    assert "下一步：告知并公示" in response.content.decode()
    assert [case.procedure for case in Case.objects.all()] == ["recognition"]


def test_who_is_on_a_black_list_is_not_proposed_and_the_page_says_so(one: int) -> None:
    blacklisted(one)
    client = of("liaison")
    fill(client, *RED)
    shown = page(client, f"{WIZARD}?page=review")
    assert "disabled" in shown
    assert "主体在黑名单上：X-BLACK" in shown
    assert client.post(f"{WIZARD}?page=review").status_code == 422
    assert not Case.objects.exists()


def test_a_black_list_is_asked_for_nothing_of_praise(one: int) -> None:
    blacklisted(one)
    client = of("liaison")
    fill(client, *(name for name in RED if name != "list"))
    assert client.post(f"{WIZARD}?page=list", {"list": proceedings.LIST}).status_code == 302
    assert "不在黑名单上" not in page(client, f"{WIZARD}?page=review")
    assert client.post(f"{WIZARD}?page=review").status_code == 302
    assert [case.procedure for case in Case.objects.all()] == ["determination"]


def test_a_list_that_others_decide_has_no_button_to_the_wizard() -> None:
    client = of("liaison")
    assert f'href="{WIZARD}?list=X-RED"' in page(client, "/lists/X-RED/")
    for other in ("X-TAX", "X-YOUNG", "B01"):
        assert WIZARD not in page(client, f"/lists/{other}/").split("<main")[1], other


def test_a_red_entry_offers_its_own_ways_out_to_its_subject_and_its_unit(one: int) -> None:
    given = effects.heard(one)
    made = enter(effects.listing(given, list_id="X-RED"))
    address = f"/lists/entries/{made.id}/"
    mine = page(browser(proceedings.organisation(one)), address)
    assert "/cases/open/removal/" in mine
    assert "/cases/open/objection/" in mine
    for other in ("repair", "exit"):
        assert f"/cases/open/{other}/" not in mine, other
    assert "step=find-lost" in page(of("liaison"), address)
    assert "/cases/open/" not in page(of("credit_office", proceedings.OFFICE), address)
    assert "红名单" in mine
    assert made.parts.term.start == ago(30)


def test_a_red_entry_of_who_is_on_a_black_list_says_so_and_stands(one: int) -> None:
    given = effects.heard(one)
    made = enter(effects.listing(given, list_id="X-RED"))
    address = f"/lists/entries/{made.id}/"
    assert "不会自动失效" not in page(of("liaison"), address)
    black = enter(effects.listing(given))
    shown = page(of("liaison"), address)
    assert "主体在黑名单上：X-BLACK" in shown
    assert "不会自动失效" in shown
    assert "不会自动失效" not in page(of("liaison"), f"/lists/entries/{black.id}/")


FILED = {
    "code": world.CODE,
    "issuer": "示例税务局",
    "number": "示税〔2026〕1号",
    "decided_on": "2026-03-02",
    "served_on": "2026-03-04",
    "how": "publication",
    **proceedings.LAW,
    "exit": "重新评价",
    "remedy": "向认定机关提出",
}


@pytest.mark.usefixtures("one")
def test_an_entry_that_others_decided_is_filed_on_the_page_of_its_list() -> None:
    client, address = of("liaison"), "/lists/X-TAX/file/"
    assert f'href="{address}"' in page(client, "/lists/X-TAX/")
    assert client.post(address, FILED).status_code == 422, "no document"
    document = SimpleUploadedFile("示例.pdf", b"x")
    wrong = FILED | {"decided_on": "2026-03-05", "file": document}
    response = client.post(address, wrong)
    assert response.status_code == 422
    assert "文书不合要求" in response.content.decode()
    filed = client.post(address, FILED | {"file": SimpleUploadedFile("示例.pdf", b"x")})
    shown = page(client, filed.headers["Location"])
    for text in ("红名单", "重新评价", "向认定机关提出", "2026-03-02"):
        assert text in shown, text


@pytest.mark.parametrize(("list_id", "status"), [("X-RED", 422), ("B20", 422), ("X-NONE", 404)])
def test_no_form_for_what_is_not_filed(list_id: str, status: int) -> None:
    client = of("liaison")
    assert client.get(f"/lists/{list_id}/file/").status_code == status
    assert "/file/" not in client.get("/lists/X-RED/").content.decode()


def test_only_a_liaison_finds_the_form() -> None:
    for role in ("unit_head", "auditor"):
        client = of(role)
        assert client.get("/lists/X-TAX/file/").status_code == 403
        assert "/lists/X-TAX/file/" not in page(client, "/lists/X-TAX/")
