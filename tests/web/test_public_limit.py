"""The public pages serve each visitor so much a minute, and nobody else is held up by it."""

import pytest
from django.test import Client
from pytest_django import Settings

from mingjian.web.portal import EXPORT_COST
from papers.making import subject
from registry.register import code
from web.conftest import SignIn

pytestmark = pytest.mark.usefixtures("db")
HOME, LIST, PUBLISHED = "/public/", "/public/licences/", "/public/published/"


@pytest.fixture
def three(settings: Settings) -> None:
    settings.MINGJIAN_PUBLIC_A_MINUTE = 3


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("address", [HOME, LIST, PUBLISHED, f"/public/{code(1)}/", "/public/x/"])
def test_too_many_are_told_when_to_come_again(address: str) -> None:
    subject(1)
    browser = Client()
    assert {browser.get(address).status_code for _ in range(3)} <= {200, 404}
    for language, words in (("zh-hans", "访问过于频繁"), ("en", "come again in")):
        refused = browser.get(address, headers={"Accept-Language": language})
        assert refused.status_code == 429
        assert 1 <= int(refused["Retry-After"]) <= 20
        assert words in refused.content.decode()
        assert refused["Retry-After"] in refused.content.decode()
        assert refused["Cache-Control"] == "private, no-cache"
        assert "default-src 'none'" in refused["Content-Security-Policy"]


@pytest.mark.usefixtures("three")
def test_all_public_pages_share_one_count_and_head_is_no_way_round() -> None:
    browser = Client()
    assert [browser.get(one).status_code for one in (HOME, LIST, PUBLISHED)] == [200] * 3
    assert {browser.get(one).status_code for one in (HOME, LIST, PUBLISHED)} == {429}
    assert browser.head(HOME).status_code == 429


def test_a_file_counts_for_several_pages(settings: Settings) -> None:
    settings.MINGJIAN_PUBLIC_A_MINUTE = EXPORT_COST + 2
    browser = Client()
    assert browser.get(LIST, {"format": "csv"}).status_code == 200
    assert browser.get(LIST, {"format": "xlsx"}).status_code == 429
    assert [browser.get(LIST).status_code for _ in range(3)] == [200, 200, 429]


@pytest.mark.usefixtures("three")
def test_a_forged_address_opens_nothing_and_shuts_nobody_out() -> None:
    browser = Client()
    codes = [
        browser.get(HOME, headers={"X-Forwarded-For": f"198.51.100.{n}"}).status_code
        for n in range(5)
    ]
    assert codes == [200, 200, 200, 429, 429]
    assert Client(REMOTE_ADDR="198.51.100.1").get(HOME).status_code == 200


@pytest.mark.usefixtures("three")
def test_officials_are_not_limited_on_their_own_pages(signed_in: SignIn) -> None:
    browser = signed_in("credit_office")
    while browser.get(HOME).status_code != 429:
        pass
    assert {browser.get(one).status_code for one in ("/", "/subjects/", "/cases/")} == {200}
    assert Client().get(HOME).status_code == 200, "nor is anybody else behind their address"
    assert {Client().get("/sign-in/").status_code for _ in range(6)} == {200}


def test_no_limit_where_the_setting_says_so(settings: Settings) -> None:
    settings.MINGJIAN_PUBLIC_A_MINUTE = 0
    assert {Client().get(HOME).status_code for _ in range(70)} == {200}
