"""What the database refuses about subjects, the owner of the tables included."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import errors

from mingjian.home.database import address

SUBJECT = """
INSERT INTO registry_subject
  (kind, status, division, town, industry, address, origin, first_known_at)
VALUES ('enterprise', '', '', '', '', '', 'register', now()) RETURNING id
"""
NAME = "INSERT INTO registry_subjectname (subject_id, name, normal_name, use, held) VALUES "
SUCCESSION = """
INSERT INTO registry_succession (predecessor_id, successor_id, "on", reason) VALUES
"""
RETURNED, REPLACED = "91330299MA0000016T", "91330299MA0000024N"
MARKED = f"""
INSERT INTO registry_subjectcode (code, subject_id, held, flag) VALUES
  ('{RETURNED}', $, '(,)', 'faulty'), ('{REPLACED}', $, '(,)', 'replaced');
INSERT INTO registry_codemark (code_id, flag, "on", basis, reason, replaced_by_id, actor, at)
"""  # noqa: S608 - the test's own words
CODE = "INSERT INTO registry_subjectcode (code, subject_id, held, flag) VALUES "


@pytest.fixture
def owner(django_db_setup: None) -> Iterator[psycopg.Connection]:  # noqa: ARG001 - makes the database
    with psycopg.connect(address("owner").conninfo()) as session:
        yield session
        session.rollback()


@pytest.fixture
def subject(owner: psycopg.Connection) -> int:
    row = owner.execute(SUBJECT).fetchone()
    assert row is not None
    return int(row[0])


def run(owner: psycopg.Connection, statement: str, subject: int) -> None:
    owner.execute(statement.replace("$", str(subject)).encode())


REFUSED = [
    NAME + "($, '甲', '甲', 'current', '(,)'), ($, '乙', '乙', 'current', '[2026-01-01,)')",
    NAME + "($, '甲', '甲', 'current', '(,2026-01-01)')",
    NAME
    + "($, '甲', '甲', 'former', '(,2026-01-01)'),"
    + " ($, '乙', '乙', 'former', '[2025-12-31,2026-02-01)')",
    NAME + "($, '甲', '甲', 'former', 'empty')",
    NAME + "($, '甲', '', 'current', '(,)')",
    NAME + "($, '甲', '甲', 'nickname', '(,)')",
    CODE + "('91330299MA00000I6T', $, '(,)', 'in_use')",
    CODE + "('9133', $, '(,)', 'in_use')",
    CODE + "('91330299MA0000016T', $, 'empty', 'in_use')",
    CODE + "('91330299MA0000016T', $, '(,)', 'unsure')",
    CODE + ", ".join(["('91330299MA0000016T', $, '(,)', 'in_use')"] * 2),
    "UPDATE registry_subject SET kind = 'person' WHERE id = $",
    "UPDATE registry_subject SET origin = 'guess' WHERE id = $",
    "DELETE FROM registry_subject WHERE id = $",
    "DELETE FROM registry_subjectcode",
    "DELETE FROM registry_subjectname",
    "TRUNCATE registry_subject CASCADE",
    SUCCESSION + "($, $, '2026-01-01', 'x')",
    "UPDATE registry_succession SET reason = 'x'",
    "DELETE FROM registry_succession",
    "UPDATE registry_codemark SET reason = 'x'",
    "DELETE FROM registry_codemark",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_refused(owner: psycopg.Connection, subject: int, statement: str) -> None:
    with pytest.raises(errors.IntegrityError):
        run(owner, statement, subject)


@pytest.mark.parametrize("change", ["normal_name = '乙'", "subject_id = subject_id + 1"])
def test_a_name_stays_with_its_subject(
    owner: psycopg.Connection, subject: int, change: str
) -> None:
    run(owner, NAME + "($, '甲', '甲', 'current', '(,)')", subject)
    with pytest.raises(errors.IntegrityError):
        run(owner, f"UPDATE registry_subjectname SET {change} WHERE subject_id = $", subject)  # noqa: S608 - the test's own words


def marked(code: str, flag: str, by: str = "NULL", **changes: str) -> str:
    given = {"on": "2026-01-01", "basis": "x", "reason": "x"} | changes
    parts = "', '".join((code, flag, given["on"], given["basis"], given["reason"]))
    return f"{MARKED} VALUES ('{parts}', {by}, 'x', now())"


@pytest.mark.parametrize(
    ("rule", "statement"),
    [
        ("registry_mark_already", marked(RETURNED, "faulty")),
        ("registry_mark_already", marked(RETURNED, "duplicate")),
        ("registry_mark_out_of_use", marked(REPLACED, "faulty")),
        ("registry_mark_nothing_to_settle", marked(REPLACED, "in_use")),
        ("registry_mark_flag_known", marked(RETURNED, "unsure")),
        ("registry_mark_basis", marked(RETURNED, "in_use", basis=" ")),
        ("registry_mark_reason", marked(RETURNED, "in_use", reason="")),
        ("registry_mark_day", marked(RETURNED, "in_use", on="9999-01-01")),
        ("registry_mark_replaced", marked(RETURNED, "replaced")),
        ("registry_mark_own_code", marked(RETURNED, "replaced", f"'{RETURNED}'")),
        ("registry_mark_own_code", marked(RETURNED, "replaced", f"'{REPLACED}'")),
        ("registry_mark_own_code", marked(RETURNED, "replaced", "'91330299MA0000032H'")),
    ],
)
def test_what_may_not_be_said_of_a_code(
    owner: psycopg.Connection, subject: int, rule: str, statement: str
) -> None:
    with pytest.raises(errors.IntegrityError) as caught:
        run(owner, statement, subject)
    assert caught.value.diag.constraint_name == rule


def test_what_may_be_said_of_a_code_brings_its_flag(
    owner: psycopg.Connection, subject: int
) -> None:
    run(owner, marked(RETURNED, "in_use"), subject)
    found = owner.execute("SELECT flag FROM registry_subjectcode WHERE code = %s", [RETURNED])
    assert found.fetchall() == [("in_use",)]
    for change in ("UPDATE registry_codemark SET reason = 'y'", "DELETE FROM registry_codemark"):
        with pytest.raises(errors.IntegrityError), owner.transaction():
            owner.execute(change.encode())


def test_former_names_may_follow_each_other(owner: psycopg.Connection, subject: int) -> None:
    run(owner, NAME + "($, '甲', '甲', 'former', '(,2026-01-01)')", subject)
    run(owner, NAME + "($, '乙', '乙', 'former', '[2026-01-01,2026-02-01)')", subject)
    run(owner, NAME + "($, '丙', '丙', 'current', '[2026-02-01,)')", subject)
    run(owner, NAME + "($, '丁', '丁', 'alias', '(,)')", subject)


@pytest.mark.usefixtures("django_db_setup")
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM registry_subject",
        "UPDATE registry_subjectcode SET subject_id = 1",
        "UPDATE registry_subjectname SET normal_name = 'x'",
        "UPDATE registry_subject SET first_known_at = now()",
        "UPDATE registry_succession SET reason = 'x'",
        "UPDATE registry_codemark SET reason = 'x'",
        "DELETE FROM registry_codemark",
    ],
)
def test_the_application_may_not(statement: str) -> None:
    who = address("app").conninfo()
    with psycopg.connect(who) as session, pytest.raises(errors.InsufficientPrivilege):
        session.execute(statement.encode())
