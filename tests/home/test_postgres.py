"""The supervisor, against a server of its own: shared, killed, started again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from mingjian.home.database import address
from mingjian.home.paths import Home
from mingjian.home.postgres import create_database, drop_database, ensure, running, stop


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Home]:
    home = Home(tmp_path)
    yield home
    stop(home)


def _pid(place: Home) -> int:
    return int((place.database / "postmaster.pid").read_text().split()[0])


def _ask(place: Home, question: str, role: str = "owner") -> object:
    who = address("owner" if role == "owner" else "superuser", place).named("postgres")
    with psycopg.connect(who.conninfo()) as session:
        row = session.execute(question.encode()).fetchone()
    assert row is not None
    return row[0]


def test_it_compares_chinese_text(place: Home) -> None:
    with running(place):
        create_database("credit", place)
        who = address("owner", place).named("credit")
        with psycopg.connect(who.conninfo()) as session:
            row = session.execute("SELECT similarity('宁波示例', '宁波示范')").fetchone()
    assert row is not None
    assert 0 < row[0] < 1


def test_the_last_one_to_leave_stops_it(place: Home) -> None:
    with running(place):
        with running(place):
            assert _ask(place, "SELECT 1") == 1
        assert _ask(place, "SELECT 1") == 1
    with pytest.raises(psycopg.OperationalError):
        _ask(place, "SELECT 1")


def test_a_killed_user_leaves_a_server_that_the_next_one_finds(place: Home) -> None:
    code = (
        "import sys,time\nfrom pathlib import Path\nfrom mingjian.home.paths import Home\n"
        "from mingjian.home.postgres import running\n"
        "with running(Home(Path(sys.argv[1]))):\n    print('up', flush=True)\n    time.sleep(60)\n"
    )
    child = subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", code, str(place.root)], stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"up\n"
    before = _pid(place)
    child.kill()
    child.wait()
    child.stdout.close()
    with running(place):
        assert _pid(place) == before


def test_a_killed_server_is_started_again_and_keeps_what_was_committed(place: Home) -> None:
    with running(place):
        who = address("superuser", place).named("postgres").conninfo()
        with psycopg.connect(who) as session:
            session.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        os.kill(_pid(place), signal.SIGKILL)
        time.sleep(0.2)
        ensure(place)
        assert _ask(place, "SELECT answer FROM kept", "superuser") == 42


def test_the_application_cannot_make_itself_owner(place: Home) -> None:
    with running(place):
        app = address("app", place).named("postgres")
        with (
            psycopg.connect(app.conninfo()) as session,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            session.execute("SET ROLE mingjian_owner")


def test_a_half_made_data_folder_is_made_anew(place: Home) -> None:
    (place.root / "postgres.draft").mkdir()
    (place.root / "postgres.draft" / "PG_VERSION").write_text("18")
    with running(place):
        assert _ask(place, "SELECT 1") == 1


def test_databases_come_and_go(place: Home) -> None:
    with running(place):
        create_database("one", place)
        create_database("one", place)
        drop_database("one", place)
        assert _ask(place, "SELECT count(*) FROM pg_database WHERE datname = 'one'") == 0
