"""Brings a database to the tables of this version, and takes rights away from the application.

Runs as the owner role. The application's role may write, but never change or remove what a room
declares append-only in its `grants.py` (law 7: append-only by grants and triggers).
"""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from mingjian.effects.sync import sync
from mingjian.home.database import USERS
from mingjian.home.problems import DatabaseUnfit
from mingjian.ledger.searched import index_searched
from mingjian.policy.keep import keep
from mingjian.policy.standing import policies

OLDEST_POSTGRES = 150000
EXTENSIONS = ("btree_gist", "pg_trgm")


def migrate(*, verbosity: int = 0) -> None:
    """Checks the server, migrates every room, sets rights, keeps the packs and does as they say."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int")
        if cursor.fetchone()[0] < OLDEST_POSTGRES:
            raise DatabaseUnfit(reason="PostgreSQL < 15")
        for extension in EXTENSIONS:
            cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
        cursor.execute("SELECT similarity('宁波明鉴', '宁波明鉴')")
        if cursor.fetchone()[0] != 1:
            raise DatabaseUnfit(reason="ctype C")
    call_command("migrate", verbosity=verbosity, interactive=False)
    grant()
    keep(policies())
    sync(policies())
    index_searched(policies())


@transaction.atomic
def grant() -> None:
    """Gives the application's role every table, then takes back what must never change."""
    app = USERS["app"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [app])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE ROLE {app} NOLOGIN")
            cursor.execute(f"GRANT {app} TO CURRENT_USER")
        for statement in (*_given(app), *_taken_back(app)):
            cursor.execute(statement)


def _given(app: str) -> list[str]:
    return [
        f"GRANT USAGE ON SCHEMA public TO {app}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app}",
    ]


def _taken_back(app: str) -> list[str]:
    """Statements for every room's `grants.py`: APPEND_ONLY tables and COLUMN_UPDATES."""
    statements = [f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {app}"]
    for room in settings.ROOMS:
        if find_spec(f"mingjian.{room}.grants") is None:
            continue
        grants = import_module(f"mingjian.{room}.grants")
        statements += [
            f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {app}" for table in grants.APPEND_ONLY
        ]
        for table, columns in grants.COLUMN_UPDATES.items():
            statements.append(f"REVOKE UPDATE ON {table} FROM {app}")
            statements.append(f"GRANT UPDATE ({', '.join(columns)}) ON {table} TO {app}")
    return statements
