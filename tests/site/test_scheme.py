"""Behind a proxy that ends TLS: who came by HTTPS is not sent there again; nobody else says so."""

from ipaddress import ip_network
from typing import Any

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from mingjian.site.scheme import scheme_of
from mingjian.site.wsgi import Door

PROXY, HERE = "10.0.0.1", "203.0.113.7"
PATHS = ["/no-such-page/", "/api/v1/no-such-page"]


@pytest.fixture
def proxied(settings: Settings) -> None:
    settings.MINGJIAN_PROXIES = [ip_network("10.0.0.0/8"), ip_network("fd00::/8")]


@pytest.fixture
def https(settings: Settings) -> None:
    """As `MINGJIAN_HTTPS=1` sets it."""
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 60


def environ(peer: str, said: str | None, path: str = PATHS[0]) -> dict[str, Any]:
    given = {} if said is None else {"X-Forwarded-Proto": said}
    headers = given | {"Authorization": "Bearer no-key", "Host": "localhost"}
    return RequestFactory(REMOTE_ADDR=peer).get(path, headers=headers).environ


def asked(peer: str, said: str | None, path: str) -> tuple[str, dict[str, str]]:
    """Status and headers of the answer at the web server's door."""
    heard: list[tuple[str, list[tuple[str, str]]]] = []
    answer = Door()(environ(peer, said, path), lambda *told: heard.append(told))  # type: ignore[arg-type]  # a server's own call-back
    answer.close()  # type: ignore[attr-defined]  # Django's response has it
    ((status, headers),) = heard
    return status, dict(headers)


@pytest.mark.usefixtures("proxied")
@pytest.mark.parametrize(
    ("peer", "said", "scheme"),
    [
        (PROXY, "https", "https"),
        (PROXY, " HTTPS ", "https"),
        ("fd00::1", "https", "https"),
        (f"::ffff:{PROXY}", "https", "https"),
        (PROXY, "http, https", "https"),
        # What stands before the last word may be the visitor's.
        (PROXY, "https, http", "http"),
        (PROXY, "http", "http"),
        (PROXY, None, "http"),
        (PROXY, "", "http"),
        (PROXY, "https,", "http"),
        (PROXY, "httpsx", "http"),
        # Past the proxies.
        (HERE, "https", "http"),
        ("", "https", "http"),
    ],
)
def test_only_our_own_proxy_says_that_it_was_https(
    peer: str, said: str | None, scheme: str
) -> None:
    assert scheme_of(environ(peer, said)) == scheme


@pytest.mark.parametrize("peer", [PROXY, HERE, "127.0.0.1"])
def test_without_proxies_nobody_does(peer: str) -> None:
    assert scheme_of(environ(peer, "https")) == "http"


def test_what_the_server_saw_itself_stays() -> None:
    assert scheme_of(environ(HERE, "http") | {"wsgi.url_scheme": "https"}) == "https"


@pytest.mark.usefixtures("db", "proxied", "https")
@pytest.mark.parametrize("path", PATHS)
def test_who_came_by_https_is_answered(path: str) -> None:
    status, headers = asked(PROXY, "https", path)
    assert not status.startswith("301")
    assert "Strict-Transport-Security" in headers


@pytest.mark.usefixtures("db", "proxied", "https")
@pytest.mark.parametrize(("peer", "said"), [(PROXY, "http"), (PROXY, None), (HERE, "https")])
@pytest.mark.parametrize("path", PATHS)
def test_who_did_not_is_sent_there(peer: str, said: str | None, path: str) -> None:
    status, headers = asked(peer, said, path)
    assert status.startswith("301")
    assert headers["Location"] == f"https://localhost{path}"
