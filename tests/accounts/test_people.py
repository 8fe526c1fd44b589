import pytest
from django.db import DatabaseError, transaction

from accounts.passwords import PASSWORD
from mingjian.accounts.actor import SYSTEM, Held, actor_of_account
from mingjian.accounts.decide import decide
from mingjian.accounts.models import Account, Grant
from mingjian.accounts.people import close_account, end_grant, give_role, open_account
from mingjian.accounts.problems import (
    AlreadyEnded,
    AlreadyGiven,
    NameTaken,
    UnitsMissing,
    UnknownRole,
    WeakPassword,
)
from mingjian.accounts.scope import Scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def account() -> Account:
    return open_account("example", "示例", "zhenhai-finance", password=PASSWORD)


def test_an_account_begins_without_any_right(account: Account) -> None:
    assert actor_of_account(account).grants == ()
    assert account.check_password(PASSWORD)
    assert PASSWORD not in account.password


def test_a_name_is_given_once(account: Account) -> None:
    with pytest.raises(NameTaken):
        open_account(account.username, "另一人", "zhenhai-finance", password=PASSWORD)


@pytest.mark.parametrize("password", ["", "short", "1234567890123", "password1234567"[:11]])
def test_weak_passwords_are_refused(password: str) -> None:
    with pytest.raises(WeakPassword):
        open_account("weak", "示例", "zhenhai-finance", password=password)


def test_a_role_gives_its_rights_until_it_ends(account: Account) -> None:
    grant = give_role(account, "liaison", by=SYSTEM)
    assert decide(actor_of_account(account), "intake.send").allowed
    end_grant(grant, by=SYSTEM)
    assert not decide(actor_of_account(account), "intake.send").allowed
    kept = Grant.objects.get(pk=grant.pk)
    assert (kept.given_by, kept.ended_by) == (SYSTEM.id, SYSTEM.id)
    with pytest.raises(AlreadyEnded):
        end_grant(grant, by=SYSTEM)


def test_a_role_may_come_back_after_it_ended(account: Account) -> None:
    end_grant(give_role(account, "liaison", by=SYSTEM), by=SYSTEM)
    give_role(account, "liaison", by=SYSTEM)
    with pytest.raises(AlreadyGiven):
        give_role(account, "liaison", by=SYSTEM)


def test_a_scope_comes_with_the_grant(account: Account) -> None:
    give_role(account, "liaison", by=SYSTEM, scope=Scope.CUSTOM, units=["b", "a"])
    (held,) = actor_of_account(account).grants
    assert held == Held("liaison", Scope.CUSTOM, frozenset({"a", "b"}))


@pytest.mark.parametrize("role", ["king", "checking_client", ""])
def test_only_roles_of_people_are_given_to_people(account: Account, role: str) -> None:
    with pytest.raises(UnknownRole):
        give_role(account, role, by=SYSTEM)


@pytest.mark.parametrize(
    ("scope", "units"), [(Scope.CUSTOM, []), (Scope.ALL, ["a"]), (None, ["a"])]
)
def test_units_come_with_their_scope(
    account: Account, scope: Scope | None, units: list[str]
) -> None:
    with pytest.raises(UnitsMissing):
        give_role(account, "liaison", by=SYSTEM, scope=scope, units=units)


def test_a_closed_account_holds_nothing(account: Account) -> None:
    give_role(account, "liaison", by=SYSTEM)
    close_account(account)
    assert actor_of_account(account).grants == ()


def test_the_database_lets_a_grant_only_end(account: Account) -> None:
    give_role(account, "liaison", by=SYSTEM)
    rows = Grant.objects.filter(account=account)
    for attempt in (rows.delete, lambda: rows.update(role="auditor")):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    assert rows.get().role == "liaison"
