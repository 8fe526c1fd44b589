"""Brings up what a command needs: the database server, and tables in it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.utils import OperationalError, ProgrammingError

from mingjian.home.database import database_name, is_external
from mingjian.home.paths import home
from mingjian.home.postgres import create_database, running
from mingjian.kernel.problem import Problem


class NotSetUp(Problem):
    """The database has no tables yet."""

    code = "cli.not-set-up"
    status = 503
    zh = "尚未初始化：{home} 中还没有数据表。"
    en = "Nothing is set up in {home} yet."
    zh_way = "请先运行 mingjian migrate（或 mingjian demo）。"
    en_way = "Run `mingjian migrate` (or `mingjian demo`) first."


@contextmanager
def server() -> Iterator[None]:
    """Holds the database server up; a server of the district's own is simply used."""
    if is_external():
        yield
        return
    with running():
        create_database(database_name())
        yield


@contextmanager
def platform(*, migrating: bool = False) -> Iterator[None]:
    """Server and tables; without `migrating` it refuses clearly when the tables are not there."""
    with server():
        if migrating:
            migrate_as_owner()
        _demand_tables()
        try:
            yield
        finally:
            connection.close()


def migrate_as_owner() -> None:
    """Runs `mingjian migrate` in a process of its own: only there the owner's rights are held."""
    environment = os.environ | {"MINGJIAN_DATABASE_ROLE": "owner"}
    command = [sys.executable, "-m", "mingjian.cli", "migrate"]
    done = subprocess.run(command, env=environment, check=False)  # noqa: S603 - our own command
    if done.returncode:
        raise SystemExit(done.returncode)


def _demand_tables() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM evidence_entry LIMIT 1")
    except (OperationalError, ProgrammingError) as error:
        raise NotSetUp(home=home().root) from error
