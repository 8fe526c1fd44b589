"""What the application's role may not do, asked of the database itself (laws 6 and 7)."""

from importlib import import_module
from importlib.util import find_spec

import pytest
from django.conf import settings
from django.db import connection

pytestmark = pytest.mark.django_db


def _rooms() -> list[str]:
    return [room for room in settings.ROOMS if find_spec(f"mingjian.{room}.grants")]


def _may(table: str, right: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(current_user, %s, %s)", [table, right])
        return bool(cursor.fetchone()[0])


def test_the_application_does_not_run_as_the_owner() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("mingjian_app", False)


@pytest.mark.parametrize("room", _rooms())
def test_what_a_room_declares_append_only_is(room: str) -> None:
    grants = import_module(f"mingjian.{room}.grants")
    for table in grants.APPEND_ONLY:
        assert _may(table, "INSERT")
        assert not any(_may(table, right) for right in ("UPDATE", "DELETE", "TRUNCATE")), table


def test_the_rooms_of_evidence_and_ledger_declare_something() -> None:
    for room in ("evidence", "ledger"):
        assert import_module(f"mingjian.{room}.grants").APPEND_ONLY


@pytest.mark.parametrize("room", _rooms())
def test_only_the_named_columns_may_change(room: str) -> None:
    grants = import_module(f"mingjian.{room}.grants")
    for table, columns in grants.COLUMN_UPDATES.items():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT column_name FROM information_schema.column_privileges "
                "WHERE table_name = %s AND grantee = current_user AND privilege_type = 'UPDATE'",
                [table],
            )
            assert {row[0] for row in cursor.fetchall()} == set(columns), table


def test_the_application_cannot_change_its_own_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_schema_privilege(current_user, 'public', 'CREATE')")
        assert cursor.fetchone() == (False,)
    assert not _may("django_migrations", "INSERT")
