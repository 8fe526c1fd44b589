"""Which address counts: the last one that our own proxies did not write, whatever else is said."""

from ipaddress import ip_network

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from mingjian.accounts.models import Account
from mingjian.web.visitor import address_of, visitor

PROXY, SECOND, HERE, FORGED = "10.0.0.1", "10.0.0.2", "203.0.113.7", "198.51.100.9"


@pytest.fixture
def proxied(settings: Settings) -> None:
    settings.MINGJIAN_PROXIES = [ip_network("10.0.0.0/8"), ip_network("fd00::/8")]


def seen(peer: str, said: str | None = None) -> str:
    headers = None if said is None else {"X-Forwarded-For": said}
    return address_of(RequestFactory(REMOTE_ADDR=peer).get("/public/", headers=headers))


@pytest.mark.parametrize("said", [None, "", FORGED, f"{FORGED}, {PROXY}", "127.0.0.1"])
def test_without_proxies_nothing_that_is_said_counts(said: str | None) -> None:
    assert seen(HERE, said) == HERE


@pytest.mark.usefixtures("proxied")
@pytest.mark.parametrize(
    ("peer", "said", "address"),
    [
        (PROXY, HERE, HERE),
        (PROXY, f"{FORGED}, {HERE}", HERE),
        (PROXY, f"{PROXY}, {FORGED}, {HERE}", HERE),
        (PROXY, f"{FORGED}, {HERE}, {SECOND}", HERE),
        (PROXY, f" {HERE} ", HERE),
        ("fd00::1", "2001:db8::7", "2001:db8::7"),
        # Some proxies write the port as well, of each other too.
        (PROXY, f"{HERE}:51034", HERE),
        (PROXY, f"{FORGED}, {HERE}:51034, {SECOND}:443", HERE),
        (PROXY, "[2001:db8::7]:51034", "2001:db8::7"),
        (PROXY, "[2001:db8::7]", "2001:db8::7"),
        (PROXY, "2001:db8::7:5103", "2001:db8::7:5103"),
        (PROXY, f"{HERE}:port", PROXY),
        (PROXY, f"[{HERE}", PROXY),
        # Past the proxies: what is said is the visitor's own word.
        (HERE, FORGED, HERE),
        (HERE, f"{FORGED}, {PROXY}", HERE),
        # A proxy that says nothing that can be read is all that is known.
        (PROXY, None, PROXY),
        (PROXY, "", PROXY),
        (PROXY, "unknown", PROXY),
        (PROXY, f"{HERE}, _hidden", PROXY),
        (PROXY, f"{HERE},", PROXY),
        (PROXY, SECOND, SECOND),
        ("", HERE, ""),
    ],
)
def test_it_is_read_from_its_end_as_far_as_our_proxies_wrote_it(
    peer: str, said: str | None, address: str
) -> None:
    assert seen(peer, said) == address


@pytest.mark.usefixtures("proxied")
def test_a_proxy_written_in_the_other_way_is_still_ours() -> None:
    assert seen(f"::ffff:{PROXY}", HERE) == HERE


WORDS = st.text(st.characters(codec="latin-1", exclude_characters="\r\n"), max_size=40)


@given(st.lists(WORDS | st.ip_addresses().map(str), max_size=6))
def test_no_forged_beginning_changes_who_is_counted(forged: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.MINGJIAN_PROXIES", [ip_network("10.0.0.0/8")])
        assert seen(PROXY, ", ".join([*forged, HERE])) == HERE
        assert seen(HERE, ", ".join(forged)) == HERE


def anonymous(address: str) -> str:
    request = RequestFactory().get("/public/", REMOTE_ADDR=address)
    request.user = AnonymousUser()
    return visitor(request)


def test_one_network_of_ipv6_is_one_visitor() -> None:
    assert anonymous("2001:db8:0:1::1") == anonymous("2001:db8:0:1:ffff::9")
    assert anonymous("2001:db8:0:1::1") != anonymous("2001:db8:0:2::1")
    assert anonymous(HERE) != anonymous(FORGED)
    assert anonymous(f"::ffff:{HERE}") == anonymous(HERE)


def test_who_is_signed_in_counts_alone_behind_a_shared_address() -> None:
    request = RequestFactory().get("/public/", REMOTE_ADDR=HERE)
    request.user = Account(pk=7)
    assert visitor(request) == "user:7"
