"""Signing in and out; language and size of type."""

import pytest
from django.test import Client

from mingjian.accounts.models import Account
from mingjian.accounts.sign_in import FAILURES
from web import world


def test_whoever_signs_in_gets_where_he_wanted_to_go(client: Client, liaison: Account) -> None:
    response = client.post(
        "/sign-in/?next=/catalogue/", {"username": liaison.username, "password": world.PASSWORD}
    )
    assert (response.status_code, response.headers["Location"]) == (302, "/catalogue/")
    assert client.get("/catalogue/").status_code == 200


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:x"])
def test_no_link_leads_elsewhere_after_signing_in(
    client: Client, liaison: Account, elsewhere: str
) -> None:
    given = {"username": liaison.username, "password": world.PASSWORD}
    response = client.post("/sign-in/", given, query_params={"next": elsewhere})
    assert response.headers["Location"] == "/"


def test_a_wrong_password_says_so_and_keeps_the_name(client: Client, liaison: Account) -> None:
    response = client.post("/sign-in/", {"username": liaison.username, "password": "wrong"})
    page = response.content.decode()
    assert response.status_code == 401
    assert "用户名或密码不正确" in page
    assert liaison.username in page
    assert "wrong" not in page


def test_guessing_is_paused(client: Client, liaison: Account) -> None:
    for _ in range(FAILURES):
        client.post("/sign-in/", {"username": liaison.username, "password": "wrong"})
    given = {"username": liaison.username, "password": world.PASSWORD}
    assert client.post("/sign-in/", given).status_code == 429


def test_after_signing_out_the_pages_are_closed(client: Client, liaison: Account) -> None:
    client.force_login(liaison)
    assert client.post("/sign-out/").headers["Location"] == "/sign-in/"
    assert client.get("/catalogue/").status_code == 302


def test_signing_out_by_a_link_is_not_possible(client: Client, liaison: Account) -> None:
    client.force_login(liaison)
    assert client.get("/sign-out/").status_code == 405
    assert client.get("/catalogue/").status_code == 200


def test_the_language_is_kept_with_the_account(client: Client, liaison: Account) -> None:
    client.force_login(liaison)
    response = client.post("/preferences/", {"language": "en", "next": "/catalogue/"})
    assert response.headers["Location"] == "/catalogue/"
    page = client.get("/catalogue/").content.decode()
    assert '<html lang="en"' in page
    assert "Catalogue" in page
    liaison.refresh_from_db()
    assert liaison.language == "en"


@pytest.mark.usefixtures("db")
def test_a_reader_signed_out_may_choose_too(client: Client) -> None:
    client.post("/preferences/", {"language": "en"})
    assert "Sign in" in client.get("/sign-in/").content.decode()


@pytest.mark.parametrize("unknown", ["fr", "", "zh-hans'; --"])
def test_a_language_the_house_does_not_speak_changes_nothing(
    client: Client, liaison: Account, unknown: str
) -> None:
    client.force_login(liaison)
    client.post("/preferences/", {"language": unknown})
    assert "数据清单" in client.get("/catalogue/").content.decode()
    liaison.refresh_from_db()
    assert liaison.language == "zh-hans"


@pytest.mark.usefixtures("db")
def test_large_type_is_a_switch(client: Client) -> None:
    client.post("/preferences/", {"type": "large"})
    large = client.get("/sign-in/").content.decode()
    assert 'data-type="large"' in large
    assert 'aria-pressed="true"' in large
    client.post("/preferences/", {"type": "normal"})
    assert 'data-type="normal"' in client.get("/sign-in/").content.decode()
