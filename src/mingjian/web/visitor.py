"""Who asks, as far as a limit needs to know: an account, or an address of the network."""

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

from django.conf import settings
from django.http import HttpRequest

Address = IPv4Address | IPv6Address
# Whoever has one address of IPv6 has the other 2^64 of its network as well (RFC 6177).
_OWN_BITS: Final = 64
_WITH_PORT: Final = re.compile(
    r"\[(?P<six>[0-9A-Fa-f:.]+)\](?::[0-9]{1,5})?|(?P<four>[0-9.]+):[0-9]{1,5}"
)


def visitor(request: HttpRequest) -> str:
    """The account that is signed in, else the address: people of one office share an address."""
    if request.user.is_authenticated:
        return f"user:{request.user.pk}"
    return _neighbourhood(address_of(request))


def address_of(request: HttpRequest) -> str:
    """Where the request comes from; empty: the server did not say.

    X-Forwarded-For is read from its end, and only as far as our own proxies wrote it: what stands
    before the first address that is none of theirs is the visitor's own word.
    """
    said = request.headers.get("X-Forwarded-For", "").split(",")
    here = str(request.META.get("REMOTE_ADDR", ""))
    while said and is_own(here):
        before = _without_port(said.pop().strip())
        if _read(before) is None:
            break
        here = before
    return here


def _without_port(text: str) -> str:
    """Some proxies write the port as well: `203.0.113.7:51034`, `[2001:db8::7]:51034`."""
    if found := _WITH_PORT.fullmatch(text):
        return found["six"] or found["four"]
    return text


def is_own(address: str) -> bool:
    """Whether it is the address of one of our own proxies (`MINGJIAN_PROXIES`)."""
    found = _read(address)
    return found is not None and any(found in one for one in settings.MINGJIAN_PROXIES)


def _read(text: str) -> Address | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


def _neighbourhood(address: str) -> str:
    found = _read(address)
    if isinstance(found, IPv6Address):
        return str(IPv6Network((found, _OWN_BITS), strict=False))
    return str(found or address)
