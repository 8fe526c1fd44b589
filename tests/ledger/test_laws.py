"""What the database refuses, whatever SQL is tried, the owner of the tables included."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import errors

from mingjian.home.database import address

T = "2026-0{}-01T00:00:00Z".format
OPEN = f"[{T(1)},)"
CLOSED = f"[{T(1)},{T(3)})"
AFTER = f"[{T(3)},)"
DAYS = "[2026-01-01,)"
REFUSED = (errors.IntegrityError, errors.InsufficientPrivilege)

INSERT = """
INSERT INTO ledger_version (record_id, seq, item, subject_id, unit_id, valid, known, submission_id,
  row_no, edition_id, act, digest, payload)
VALUES (%s, %s, 'penalty', 7, 'qu-fgj', %s::daterange, %s::tstzrange, 1, 1, 'national@0', %s,
  sha256('{}'), '{}')
"""
CLOSE = "UPDATE ledger_version SET known = tstzrange(lower(known), %s) WHERE record_id = %s"


def insert(  # noqa: PLR0913, PLR0917 - the columns that matter
    session: psycopg.Connection,
    record: UUID,
    seq: int,
    known: str = OPEN,
    valid: str = DAYS,
    act: str = "posted",
) -> None:
    session.execute(INSERT, [record, seq, valid, known, act])


@pytest.fixture
def owner(django_db_setup: None) -> Iterator[psycopg.Connection]:  # noqa: ARG001 - makes the database
    """The owner of the tables, in a transaction that is thrown away."""
    with psycopg.connect(address("owner").conninfo()) as session:
        yield session
        session.rollback()


@pytest.fixture
def record() -> UUID:
    return uuid4()


@pytest.fixture
def stored(owner: psycopg.Connection, record: UUID) -> UUID:
    insert(owner, record, 1)
    return record


def test_a_second_version_waits_for_the_first_to_be_closed(
    owner: psycopg.Connection, stored: UUID
) -> None:
    with pytest.raises(errors.ExclusionViolation), owner.transaction():
        insert(owner, stored, 2, AFTER)
    owner.execute(CLOSE, [T(3), stored])
    insert(owner, stored, 2, AFTER)


def test_no_version_without_a_first_one(owner: psycopg.Connection, record: UUID) -> None:
    with pytest.raises(errors.ExclusionViolation):
        insert(owner, record, 2)


def test_closing_and_opening_in_one_statement_is_refused(
    owner: psycopg.Connection, stored: UUID
) -> None:
    values = [T(3), stored, stored, 2, DAYS, AFTER, "posted"]
    with pytest.raises(errors.ExclusionViolation):
        owner.execute(f"WITH closed AS ({CLOSE}) {INSERT}", values)


@pytest.mark.parametrize(
    ("known", "valid"),
    [
        (f"[{T(2)},{T(4)})", DAYS),
        (OPEN, DAYS),
        (f"[{T(1)},{T(2)})", "[2027-01-01,2027-01-02)"),
    ],
)
def test_overlapping_what_was_known_is_refused(
    owner: psycopg.Connection, stored: UUID, known: str, valid: str
) -> None:
    owner.execute(CLOSE, [T(3), stored])
    with pytest.raises(errors.ExclusionViolation):
        insert(owner, stored, 2, known, valid)


def test_two_open_versions_need_other_days(owner: psycopg.Connection, stored: UUID) -> None:
    owner.execute(CLOSE, [T(3), stored])
    insert(owner, stored, 2, AFTER, "[2026-01-01,2026-02-01)")
    insert(owner, stored, 3, AFTER, "[2026-02-01,)")
    with pytest.raises(errors.ExclusionViolation):
        insert(owner, stored, 4, AFTER, "[2026-01-31,2026-02-01)")


def test_a_table_in_disguise_does_not_help(owner: psycopg.Connection, stored: UUID) -> None:
    owner.execute("CREATE TEMPORARY TABLE ledger_version (LIKE public.ledger_version)")
    insert(owner, stored, 1, CLOSED)
    values = [stored, 2, DAYS, AFTER, "posted"]
    with pytest.raises(errors.ExclusionViolation):
        owner.execute(INSERT.replace("ledger_version", "public.ledger_version"), values)


@pytest.mark.parametrize(
    "change",
    [
        "known = tstzrange(lower(known), NULL)",
        "known = tstzrange(lower(known), '2026-05-01Z')",
        "known = tstzrange('2025-01-01Z', '2026-03-01Z')",
        "record_id = gen_random_uuid()",
        "seq = 9",
        "item = 'licence'",
        "subject_id = 8",
        "unit_id = 'qu-rsj'",
        "valid = '[2026-02-01,)'",
        "submission_id = 2",
        "row_no = 2",
        "edition_id = 'national@1'",
        "act = 'corrected'",
        "digest = sha256('[]')",
        "payload = '{ }'",
    ],
)
def test_a_closed_version_stays_as_it_is(
    owner: psycopg.Connection, stored: UUID, change: str
) -> None:
    owner.execute(CLOSE, [T(3), stored])
    with pytest.raises(errors.IntegrityError):
        owner.execute(f"UPDATE ledger_version SET {change} WHERE record_id = %s", [stored])  # noqa: S608 - the test's own words


def test_no_column_changes_while_closing(owner: psycopg.Connection, stored: UUID) -> None:
    query = "SELECT column_name FROM information_schema.columns WHERE table_name = 'ledger_version'"
    columns = {str(found[0]) for found in owner.execute(query)} - {"known"}
    values = dict.fromkeys(("item", "unit_id", "edition_id"), "'x'") | {
        "act": "'amended'",
        "digest": "sha256('[]')",
        "payload": "'[]'",
        "record_id": "gen_random_uuid()",
        "valid": "'[2026-02-01,)'",
    }
    for column in columns:
        change = f"{column} = {values.get(column, '99')}"
        with pytest.raises(errors.IntegrityError), owner.transaction():
            owner.execute(f"{CLOSE.replace('WHERE', f', {change} WHERE')}", [T(3), stored])


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM ledger_version",
        "TRUNCATE ledger_version",
        "DELETE FROM ledger_withdrawal",
        "UPDATE ledger_withdrawal SET reason = 'x'",
        "TRUNCATE ledger_withdrawal",
    ],
)
@pytest.mark.parametrize("role", ["owner", "app"])
@pytest.mark.usefixtures("django_db_setup")
def test_nothing_is_removed(role: str, statement: str) -> None:
    who = address("owner" if role == "owner" else "app")
    with psycopg.connect(who.conninfo()) as session, pytest.raises(REFUSED):
        session.execute(statement.encode())


@pytest.mark.parametrize("column", ["payload", "digest", "valid", "subject_id"])
@pytest.mark.usefixtures("django_db_setup")
def test_the_application_may_only_close(column: str) -> None:
    with (
        psycopg.connect(address("app").conninfo()) as session,
        pytest.raises(errors.InsufficientPrivilege),
    ):
        session.execute(f"UPDATE ledger_version SET {column} = {column}".encode())  # noqa: S608 - the test's own words


@pytest.mark.parametrize(
    ("known", "valid"),
    [
        ("empty", DAYS),
        (OPEN, "empty"),
        (f"[{T(1)},{T(1)})", DAYS),
        (f"({T(1)},)", DAYS),
        (f"[{T(1)},{T(2)}]", DAYS),
        (f"(,{T(1)})", DAYS),
        (f"[{T(1)},infinity)", DAYS),
        ("[-infinity,)", DAYS),
        (OPEN, "(,2026-01-01)"),
        (OPEN, "[2026-01-01,infinity)"),
        (OPEN, "[-infinity,)"),
    ],
)
def test_a_period_has_one_spelling(
    owner: psycopg.Connection, record: UUID, known: str, valid: str
) -> None:
    with pytest.raises(errors.CheckViolation):
        insert(owner, record, 1, known, valid)


@pytest.mark.parametrize(("seq", "act"), [(0, "posted"), (1, "guessed")])
def test_numbers_and_acts_are_known(
    owner: psycopg.Connection, record: UUID, seq: int, act: str
) -> None:
    with pytest.raises(errors.CheckViolation):
        insert(owner, record, seq, act=act)


@pytest.mark.parametrize("column", ["reason", "basis", "actor"])
def test_a_withdrawal_says_why(owner: psycopg.Connection, column: str) -> None:
    values = {"reason": "撤销", "basis": "示例判决", "actor": "user:1"} | {column: ""}
    with pytest.raises(errors.CheckViolation):
        owner.execute(
            "INSERT INTO ledger_withdrawal (record_id, at, reason, basis, actor)"
            " VALUES (gen_random_uuid(), now(), %(reason)s, %(basis)s, %(actor)s)",
            values,
        )


@pytest.fixture
def rivals(committed_db: str) -> Iterator[tuple[psycopg.Connection, psycopg.Connection]]:
    where = address("owner").named(committed_db).conninfo()
    with psycopg.connect(where) as one, psycopg.connect(where) as other:
        yield one, other
        other.rollback()
        one.rollback()


@pytest.mark.parametrize("level", ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"])
def test_two_sessions_cannot_both_open_the_next_version(
    rivals: tuple[psycopg.Connection, psycopg.Connection], record: UUID, level: str
) -> None:
    one, other = rivals
    _commit_first(one, record)
    for session in rivals:
        session.execute(f"SET TRANSACTION ISOLATION LEVEL {level}".encode())
        session.execute("SELECT 1 FROM ledger_version WHERE record_id = %s", [record])
    one.execute(CLOSE, [T(3), record])
    insert(one, record, 2, AFTER)
    with ThreadPoolExecutor(1) as pool:
        late = pool.submit(_close_and_open, other, record)
        one.commit()
        with pytest.raises((errors.IntegrityError, errors.SerializationFailure)):
            late.result(timeout=10)


def test_an_uncommitted_closing_lets_nobody_else_in(
    rivals: tuple[psycopg.Connection, psycopg.Connection], record: UUID
) -> None:
    one, other = rivals
    _commit_first(one, record)
    one.execute(CLOSE, [T(3), record])
    with pytest.raises(errors.ExclusionViolation):
        insert(other, record, 2, AFTER)


def _commit_first(session: psycopg.Connection, record: UUID) -> None:
    insert(session, record, 1)
    session.commit()


def _close_and_open(session: psycopg.Connection, record: UUID) -> None:
    session.execute(CLOSE + " AND upper_inf(known) AND seq = 1", [T(4), record])
    insert(session, record, 3, f"[{T(4)},)")


def test_a_closing_taken_back_takes_the_next_version_along(
    owner: psycopg.Connection, stored: UUID
) -> None:
    with owner.transaction():
        owner.execute("SAVEPOINT before")
        owner.execute(CLOSE, [T(3), stored])
        owner.execute("ROLLBACK TO before")
        with pytest.raises(errors.ExclusionViolation), owner.transaction():
            insert(owner, stored, 2, AFTER)
