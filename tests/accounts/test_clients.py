from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from mingjian.accounts.actor import Held
from mingjian.accounts.clients import (
    allow_checks,
    allow_sending,
    client,
    client_of,
    end_right,
    hash_of,
    issue_key,
    items_to_check,
    open_client,
)
from mingjian.accounts.models import Client, ClientRight
from mingjian.accounts.problems import AlreadyEnded, NoSuchClient

pytestmark = pytest.mark.django_db
START = date(2020, 1, 1)


@pytest.fixture
def system() -> Client:
    return open_client("示例审批系统", "zhenhai-approval-office", active_from=START)


def test_only_the_digest_of_a_key_is_kept(system: Client) -> None:
    key = issue_key(system)
    assert key.startswith("mj_")
    assert len(key) == 46
    kept = Client.objects.get(pk=system.pk)
    assert kept.key_hash is not None
    assert bytes(kept.key_hash) == hash_of(key)
    assert key not in repr(vars(kept))


def test_two_keys_are_never_the_same(system: Client) -> None:
    assert issue_key(system) != issue_key(system)


def test_a_key_names_its_client_until_the_next(system: Client) -> None:
    old = issue_key(system)
    new = issue_key(system)
    assert client_of(old) is None
    found = client_of(new)
    assert found is not None
    assert (found.id, found.unit_id) == (f"client:{system.pk}", "zhenhai-approval-office")


@pytest.mark.parametrize("key", ["", "mj_", "x", "mj_密钥"])
def test_what_is_no_key_names_nobody(key: str) -> None:
    assert client_of(key) is None


def test_a_client_is_known_in_its_period_only(system: Client) -> None:
    key, today = issue_key(system), timezone.localdate()
    Client.objects.update(active_until=today)
    assert client_of(key) is None
    Client.objects.update(active_from=today + timedelta(days=1), active_until=None)
    assert client_of(key) is None


def test_rights_become_roles(system: Client) -> None:
    allow_checks(system, "licensing", ["penalty"], active_from=START)
    allow_sending(system, ["licence"], active_from=START)
    found = client_of(issue_key(system))
    assert found is not None
    assert set(found.grants) == {
        Held("checking_client", items=frozenset({"penalty"})),
        Held("sending_client", items=frozenset({"licence"})),
    }


def test_a_right_ends_on_its_day(system: Client) -> None:
    right = allow_checks(system, "licensing", ["penalty"], active_from=START)
    actor = client_of(issue_key(system))
    assert actor is not None
    assert items_to_check(actor, "licensing") == {"penalty"}
    assert items_to_check(actor, "awards") == frozenset()
    end_right(right, timezone.localdate())
    assert items_to_check(actor, "licensing") == frozenset()
    right.refresh_from_db()
    with pytest.raises(AlreadyEnded):
        end_right(right, timezone.localdate())


def test_an_unknown_number_is_a_problem() -> None:
    with pytest.raises(NoSuchClient):
        client(999)


def test_the_database_refuses_wrong_rights(system: Client) -> None:
    wrong = (
        {"right": "check.ask", "matter": ""},
        {"right": "intake.send", "matter": "licensing"},
        {"right": "account.manage", "matter": ""},
        {"right": "check.ask", "matter": "licensing", "active_until": START},
    )
    for fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            ClientRight.objects.create(client=system, items=[], active_from=START, **fields)


def test_rights_are_not_rewritten(system: Client) -> None:
    allow_checks(system, "licensing", ["penalty"], active_from=START)
    for attempt in (
        ClientRight.objects.all().delete,
        lambda: ClientRight.objects.update(items=["licence"]),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
