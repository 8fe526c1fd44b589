"""Rows of effects end once and change in nothing else; the owner is bound too."""
# ruff: noqa: S608 - the statements are the test's own words

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import errors

from effects import world
from mingjian.effects.adverse import make_adverse
from mingjian.effects.contest import contest
from mingjian.effects.dispute import dispute
from mingjian.effects.enter import enter
from mingjian.effects.grants import APPEND_ONLY, ENDED, KNOWN
from mingjian.effects.impose import impose
from mingjian.effects.publish import publish_record
from mingjian.effects.shield import shield
from mingjian.effects.target import Target
from mingjian.home.database import address
from papers.making import WHO, ago, paper

REFUSED = (errors.IntegrityError, errors.InsufficientPrivilege)
END = "ended_on = now(), ended_at = now(), ended_why = 'x', ended_basis = 'x', ended_by = 'user:1'"


COLUMNS = "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s"


@pytest.fixture
def full(told_for_good: None, committed_db: str) -> Iterator[psycopg.Connection]:  # noqa: ARG001 - as told
    """A row in each table, and the owner of the tables."""
    given = world.heard()
    made = enter(world.listing(given))
    impose(world.imposition(given))
    record = world.penalty()
    publish_record(world.publishing(record))
    make_adverse(world.finding(record))
    dispute(Target("entry", str(made.id)), 1, on=ago(5), actor=WHO)
    ruling = paper(given.subject_id, kind="ruling")
    shield(given.subject_id, ruling.id, ago(5), 2, actor=WHO)
    contest(record, "review", ago(3), actor=WHO)
    with psycopg.connect(address("owner").named(committed_db).conninfo()) as session:
        yield session
        session.rollback()


def test_the_owner_ends_a_row_once_and_changes_nothing(full: psycopg.Connection) -> None:
    for table in ENDED:
        for change in ("actor = 'user:2'", f"{END}, actor = 'user:2'", "ended_why = 'x'"):
            with pytest.raises(errors.IntegrityError), full.transaction():
                full.execute(f"UPDATE {table} SET {change}".encode())
        full.execute(f"UPDATE {table} SET {END}".encode())
        for change in ("ended_on = NULL", END, "ended_on = '2020-01-01'", "ended_why = 'y'"):
            with pytest.raises(errors.IntegrityError), full.transaction():
                full.execute(f"UPDATE {table} SET {change}".encode())


def test_no_column_changes_while_ending(full: psycopg.Connection) -> None:
    ending = {part.split(" = ")[0] for part in END.split(", ")}
    ending |= {"ended_case_id", "ended_paper_id"}
    for table in ENDED:
        query = (
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s"
        )
        for column, kind in full.execute(query, [table]).fetchall():
            if column not in ending:
                with pytest.raises(errors.IntegrityError), full.transaction():
                    full.execute(f"UPDATE {table} SET {END}, {column} = {_other(kind)}".encode())


def test_nothing_is_removed(full: psycopg.Connection) -> None:
    for table in APPEND_ONLY:
        for act in (f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
            with pytest.raises(errors.IntegrityError), full.transaction():
                full.execute(act.encode())


def test_what_the_packs_say_is_only_closed(full: psycopg.Connection) -> None:
    for table in KNOWN:
        close = f"UPDATE {table} SET known = tstzrange(lower(known), clock_timestamp())"
        with pytest.raises(errors.IntegrityError), full.transaction():
            full.execute(f"{close}, edition_id = edition_id || 'x'".encode())
        full.execute(close.encode())
        for change in ("tstzrange(lower(known), NULL)", "tstzrange(lower(known), now())"):
            with pytest.raises(errors.IntegrityError), full.transaction():
                full.execute(f"UPDATE {table} SET known = {change}".encode())


def test_a_contest_is_decided_once(full: psycopg.Connection) -> None:
    decided = "decided_on = now(), outcome = 'upheld', basis = 'x', decided_by = 'user:1'"
    for change in (
        "kind = 'suit'",
        "outcome = 'upheld'",
        decided.replace("upheld", "odd"),
        decided.replace("now()", "'2020-01-01'"),
        f"{decided}, kind = 'suit'",
    ):
        with pytest.raises(errors.IntegrityError), full.transaction():
            full.execute(f"UPDATE effects_contest SET {change}".encode())
    full.execute(f"UPDATE effects_contest SET {decided}".encode())
    with pytest.raises(errors.IntegrityError), full.transaction():
        full.execute(b"UPDATE effects_contest SET outcome = 'revoked'")


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.usefixtures("django_db_setup")
def test_the_application_removes_nothing(table: str) -> None:
    with psycopg.connect(address("app").conninfo()) as session:
        for act in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id", f"TRUNCATE {table}"):
            with pytest.raises(errors.Error), session.transaction():
                session.execute(act.encode())


def _other(kind: str) -> str:
    values = {
        "bigint": "424242",
        "date": "'2001-01-01'",
        "daterange": "'[2001-01-01,2001-01-02)'",
        "uuid": "gen_random_uuid()",
        "boolean": "true",
        "timestamp with time zone": "'2001-01-01'",
    }
    return values.get(kind, "'other'")
