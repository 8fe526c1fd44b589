"""People of every role, signed in; a subject with records; a log that is being sealed."""

from collections.abc import Callable

import pytest
from django.test import Client

from mingjian.accounts.models import Account
from mingjian.evidence.fresh import beat
from web import world

SignIn = Callable[..., Client]


@pytest.fixture
def signed_in(db: None) -> SignIn:  # noqa: ARG001 - it opens the database
    """A browser in which somebody of this role (and unit) is signed in."""

    def sign_in(role: str, unit_id: str | None = None) -> Client:
        browser = Client()
        browser.force_login(world.person(role, unit_id))
        return browser

    return sign_in


@pytest.fixture
def liaison(db: None) -> Account:  # noqa: ARG001 - it opens the database
    return world.person("liaison")


@pytest.fixture
def sealed(db: None) -> None:  # noqa: ARG001 - it opens the database
    """The sealer passed just now, so checks are answered."""
    beat()


@pytest.fixture
def subject(db: None) -> int:  # noqa: ARG001 - it opens the database
    """The subject of `world.CODE`, with two penalties, one of another unit."""
    number = world.register()
    first, second = world.units()
    world.penalty(number, "示罚〔2024〕1号", unit_id=first)
    world.penalty(number, "示罚〔2024〕2号", unit_id=second)
    return number
