"""The page on which a unit says that the issuer of an entry published it."""

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases import praise
from papers.making import ago
from web import world
from web.test_determining_red import FILED
from web.test_effect_pages import of, page

pytestmark = pytest.mark.usefixtures("sealed", "one")
WHERE = "示例税务局网站 2026年第1号公告"


@pytest.fixture
def one(db: None) -> Iterator[int]:  # noqa: ARG001 - it opens the database
    with praise.packs():
        yield world.register()


def given(**changes: str) -> dict[str, str]:
    """Published three days ago."""
    return {"on": ago(3).isoformat(), "where": WHERE} | changes


def entry(list_id: str = "X-TAX") -> str:
    """The address of an entry that the liaison filed."""
    document = SimpleUploadedFile("示例.pdf", b"x")
    number = f"示税〔2026〕{list_id}号"
    given = FILED | {"file": document, "number": number}
    return of("liaison").post(f"/lists/{list_id}/file/", given).headers["Location"]


def test_from_the_entry_to_the_portal() -> None:
    client, address = of("liaison"), entry()
    assert "未公布" in page(client, address)
    assert f'href="{address}publish/"' in page(client, address)
    own = f"/public/{world.CODE}/"
    assert "示例名单X-TAX" not in page(Client(), own)
    assert 'name="where"' in page(client, f"{address}publish/")
    response = client.post(f"{address}publish/", given(), follow=True)
    shown = response.content.decode()
    assert response.redirect_chain == [(address, 302)]
    assert given()["on"] in shown
    assert "未公布" not in shown
    assert "publish/" not in shown
    assert "示例名单X-TAX" in page(Client(), own)
    assert "示例名单X-TAX" in page(Client(), "/public/published/", tab="red")


@pytest.mark.parametrize(
    "wrong",
    [
        {"where": ""},
        {"where": "\u3000"},
        {"on": ""},
        {"on": "昨天"},
        {"on": "9998-12-31"},
        {"on": "2026-03-01"},
        {"where": "x" * 5000},
    ],
)
def test_what_cannot_be_is_given_back_with_what_was_typed(wrong: dict[str, str]) -> None:
    client, address = of("liaison"), entry()
    response = client.post(f"{address}publish/", given(**wrong))
    assert response.status_code == 422
    assert f'value="{given(**wrong)["on"]}"' in response.content.decode()
    assert "未公布" in page(client, address)


def test_what_is_typed_is_only_text() -> None:
    client, address = of("liaison"), entry()
    client.post(f"{address}publish/", given() | {"where": "<script>alert(1)</script>"})
    assert "<script>alert" not in page(client, address)
    assert given()["on"] in page(client, address)


def test_no_page_where_nobody_knows_whether_the_list_is_published() -> None:
    client, address = of("liaison"), entry("X-YEAR")
    assert "publish/" not in page(client, address)
    assert client.get(f"{address}publish/").status_code == 422
    assert client.post(f"{address}publish/", given()).status_code == 422
    assert "未公布" in page(client, address)


def test_nor_a_second_time() -> None:
    client, address = of("liaison"), entry()
    assert client.post(f"{address}publish/", given()).status_code == 302
    assert client.get(f"{address}publish/").status_code == 409
    assert client.post(f"{address}publish/", given()).status_code == 409


@pytest.mark.parametrize("role", ["unit_head", "auditor", "credit_office"])
def test_only_a_liaison_finds_it(role: str) -> None:
    client, address = of(role), entry()
    assert client.get(f"{address}publish/").status_code == 403
    assert client.post(f"{address}publish/", given()).status_code == 403
    assert "publish/" not in page(client, address)


def test_another_unit_does_not_find_it() -> None:
    client, address = of("liaison", "zhenhai-environment"), entry()
    assert client.post(f"{address}publish/", given()).status_code in {403, 404}
    assert "未公布" in page(of("liaison"), address)
