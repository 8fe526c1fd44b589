"""Calls the API through the lean chain of the real WSGI door, as every kind of caller."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client as Browser
from werkzeug.test import Client as Wire
from werkzeug.test import TestResponse

from checks.filing import make_client
from mingjian.accounts.actor import SYSTEM
from mingjian.accounts.clients import allow_sending, issue_key, open_client
from mingjian.accounts.models import Account
from mingjian.accounts.people import give_role, open_account
from mingjian.accounts.roles import roles
from mingjian.site.wsgi import application

CSRF = "c" * 32


@dataclass(frozen=True)
class Caller:
    """Who calls: the headers that say so, and the rights held."""

    name: str
    headers: dict[str, str] = field(default_factory=dict)
    rights: frozenset[str] = frozenset()


def call(method: str, path: str, caller: Caller | None = None, **options: Any) -> TestResponse:
    """One request; `json=` and `headers=` as werkzeug has them."""
    headers = (caller.headers if caller else {}) | options.pop("headers", {})
    options |= {"method": method, "headers": headers, "base_url": "http://localhost"}
    with connection_kept():
        return Wire(application, use_cookies=False).open(f"/api/v1{path}", buffered=True, **options)


@contextmanager
def connection_kept() -> Iterator[None]:
    """As Django's own test client: a request must not close the connection of the test."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


def with_key(key: str, name: str = "client", rights: frozenset[str] = frozenset()) -> Caller:
    """A client system."""
    return Caller(name, {"Authorization": f"Bearer {key}"}, rights)


def signed_in(
    account: Account, name: str = "person", rights: frozenset[str] = frozenset()
) -> Caller:
    """A person with a session of the screens and its CSRF token."""
    browser = Browser()
    browser.force_login(account)
    session = browser.cookies["sessionid"].value
    headers = {"Cookie": f"sessionid={session}; csrftoken={CSRF}", "X-CSRFToken": CSRF}
    return Caller(name, headers, rights)


def person(role: str, unit: str = "zhenhai-approval-office") -> Caller:
    """An account that holds this role alone."""
    password = secrets.token_urlsafe()
    account = open_account(f"example-{role}", "示例", unit, password=password)
    give_role(account, role, by=SYSTEM)
    return signed_in(account, role, frozenset(roles()[role].rights))


def every_caller() -> list[Caller]:
    """Nobody, every kind of client system, every role of people."""
    people = [person(role.id) for role in roles().values() if role.holder == "account"]
    return [Caller("anonymous"), *_clients(), *people]


def _clients() -> list[Caller]:
    idle = open_client("示例闲置系统", "zhenhai-finance")
    sender = open_client("示例报送系统", "zhenhai-finance")
    allow_sending(sender, ["penalty"])
    return [
        with_key(issue_key(idle), "idle_client"),
        with_key(issue_key(sender), "sender", frozenset(roles()["sending_client"].rights)),
        with_key(make_client()[1], "checker", frozenset(roles()["checking_client"].rights)),
    ]
