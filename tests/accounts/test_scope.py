import pytest

from accounts.passwords import PASSWORD
from mingjian.accounts.actor import SYSTEM, Actor, Held
from mingjian.accounts.models import Account
from mingjian.accounts.people import open_account
from mingjian.accounts.scope import Scope, narrow

FINANCE, COMMERCE = "zhenhai-finance", "zhenhai-commerce"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _accounts(db: None) -> None:  # noqa: ARG001 - makes the database first
    for username, unit in (("user:1", FINANCE), ("user:2", COMMERCE), ("user:3", "elsewhere")):
        open_account(username, "示例", unit, password=PASSWORD)


def reached(actor: Actor, right: str = "account.manage") -> list[str]:
    rows = narrow(Account.objects.all(), actor, right, "unit_id", "username")
    return sorted(row.username for row in rows)


def held(scope: Scope | None, *units: str) -> Actor:
    return Actor("user:2", "示例", FINANCE, (Held("administrator", scope, frozenset(units)),))


@pytest.mark.parametrize(
    ("actor", "rows"),
    [
        (held(Scope.ALL), ["user:1", "user:2", "user:3"]),
        (held(Scope.OWN_UNIT), ["user:1"]),
        (held(Scope.WITH_SUB_UNITS), ["user:1"]),
        (held(Scope.CUSTOM, COMMERCE, "elsewhere"), ["user:2", "user:3"]),
        (held(Scope.SELF), ["user:2"]),
        (SYSTEM, ["user:1", "user:2", "user:3"]),
        (Actor("user:1", "示例", FINANCE), []),
    ],
)
def test_each_scope_gives_its_rows(actor: Actor, rows: list[str]) -> None:
    assert reached(actor) == rows


def test_grants_add_up() -> None:
    two = Held("administrator", Scope.SELF), Held("administrator", Scope.OWN_UNIT)
    assert reached(Actor("user:2", "示例", FINANCE, two)) == ["user:1", "user:2"]


def test_without_an_owner_column_own_doings_reach_nothing() -> None:
    rows = narrow(Account.objects.all(), held(Scope.SELF), "account.manage", "unit_id")
    assert not rows.exists()
