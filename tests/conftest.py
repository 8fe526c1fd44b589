"""One embedded PostgreSQL for the whole run: migrated once, copied for each worker."""

import fcntl
import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from mingjian.home.database import address
from mingjian.home.paths import Home, home
from mingjian.home.postgres import copy_database, create_database, drop_database, running, stop
from running.site import RunningSite

TEMPLATE = "mingjian_template"
SHARED = Path(__file__).resolve().parents[2] / "shared"
LONG_IN_THE_MAKING = {"district", "played", "site"}
_copies = itertools.count()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of facts beside the checkout; only reading tests use it."""
    if not SHARED.is_dir():
        pytest.skip("the shared facts are not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def server() -> Iterator[Home]:
    """The embedded PostgreSQL with the migrated template."""
    with running():
        _make_template()
        yield home()


@pytest.fixture(scope="session")
def django_db_setup(server: Home, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """pytest-django's own set-up would migrate as the application; ours copies the template."""
    name = os.environ["MINGJIAN_DATABASE_NAME"]
    copy_database(name, TEMPLATE, server)
    yield
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture
def committed_db(server: Home, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database of this test alone, in which transactions really commit; its name."""
    before = connection.settings_dict["NAME"]
    name = f"{before}_{os.getpid()}_{next(_copies)}"
    copy_database(name, TEMPLATE, server)
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = name
        os.environ["MINGJIAN_DATABASE_NAME"] = name
        try:
            yield name
        finally:
            connection.close()
            connection.settings_dict["NAME"] = before
            os.environ["MINGJIAN_DATABASE_NAME"] = before
            drop_database(name, server)


@pytest.fixture
def owner(committed_db: str) -> Iterator[psycopg.Connection]:
    """A connection as the owner role to the database of `committed_db`, autocommit."""
    with psycopg.connect(
        address("owner").named(committed_db).conninfo(), autocommit=True
    ) as session:
        yield session


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """A running site with a small generated district in it; see `running.site`."""
    running_site = RunningSite(tmp_path_factory.mktemp("site"))
    try:
        running_site.make_demo("--subjects", "400", "--records", "1500")
        running_site.start()
        yield running_site
    finally:
        running_site.stop()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that share what takes long to make stay in one worker: it is made once.

    First of all hooks: xdist reads the groups in its own.
    """
    for item in items:
        if Path(item.path).parent.name == "browser":
            item.add_marker(pytest.mark.browser)
        if LONG_IN_THE_MAKING & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group(Path(item.path).parent.name))


def pytest_sessionfinish() -> None:
    """The process that made the home removes it, with whatever still runs in it."""
    if os.environ.get("MINGJIAN_TEST_OWNER_PID") == str(os.getpid()):
        stop()
        shutil.rmtree(os.environ["MINGJIAN_TEST_HOME"], ignore_errors=True)


def _make_template() -> None:
    """Migrates once, whichever worker comes first; in a process that runs as the owner."""
    done = home().run / "template.done"
    with (home().run / "template.lock").open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if done.exists():
            return
        create_database(TEMPLATE)
        environment = os.environ | {
            "MINGJIAN_DATABASE_NAME": TEMPLATE,
            "MINGJIAN_DATABASE_ROLE": "owner",
            "DJANGO_SETTINGS_MODULE": "mingjian.site.settings",
        }
        code = "import django; django.setup(); from mingjian.site.migrate import migrate; migrate()"
        subprocess.run([sys.executable, "-c", code], env=environment, check=True)  # noqa: S603 - our own code
        done.touch()
