"""What the database refuses about cases, the owner of the tables included."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from psycopg import errors

from cases.world import HEAD, LIAISON, applied, handed, subject
from mingjian.cases.doing import Doing
from mingjian.cases.take import take
from mingjian.home.database import address

REFUSED = (errors.IntegrityError, errors.InsufficientPrivilege)
TABLES = (
    "cases_case",
    "cases_step",
    "cases_paper",
    "cases_notice",
    "cases_reminder",
    "cases_training",
    "cases_attendance",
)
STEP = """
INSERT INTO cases_step (case_id, seq, step, from_state, to_state, ends, effect, day, at, actor,
  unit_id, reason, facts, capacity, entry_id)
SELECT %(case)s, %(seq)s, 'look', %(from)s, 'open', '', '', (%(at)s::timestamptz AT TIME ZONE
  'Asia/Shanghai')::date, %(at)s, 'user:1', '', '', '{}', '', %(entry)s
"""
CASE = """
INSERT INTO cases_case (unit_id, year, serial, procedure, kind, edition_id, subject_id, about,
  about_id, opened_at, opened_on, opened_by, seq, state, outcome, parent_id, closed_on)
VALUES (%(unit)s, %(year)s, %(serial)s, 'p', %(kind)s, 'e', %(subject)s, 'record', '1', %(at)s,
  (%(at)s::timestamptz AT TIME ZONE 'Asia/Shanghai')::date, 'user:1', %(seq)s, %(state)s, '',
  %(parent)s, NULL)
"""


@pytest.fixture
def case(committed_db: str, sample_packs: object) -> dict[str, int]:  # noqa: ARG001 - made by the fixtures
    """A committed case with one open step, and a log entry that no step has."""
    found = applied(subject(1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT evidence_append('test.made', 'user:1', NULL, '{}')")
        entry = cursor.fetchone()[0]
    return {"case": found.id, "subject": found.subject_id, "entry": entry}


def plain(case: dict[str, int], **changes: object) -> dict[str, object]:
    return {**case, "seq": 2, "from": "open", "at": "now", **changes}


def another(case: dict[str, int], **changes: object) -> dict[str, object]:
    new = {"unit": "u", "year": 2025, "serial": 1, "kind": "objection", "at": "2025-06-01T08:00Z"}
    return {**case, **new, "seq": 0, "state": "", "parent": None, **changes}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("role", ["owner", "app"])
@pytest.mark.parametrize("act", ["DELETE FROM {}", "TRUNCATE {} CASCADE"])
@pytest.mark.usefixtures("django_db_setup")
def test_nothing_is_removed(table: str, role: str, act: str) -> None:
    who = address("owner" if role == "owner" else "app")
    with psycopg.connect(who.conninfo()) as session, pytest.raises(REFUSED):
        session.execute(act.format(table).encode())


@pytest.mark.parametrize("table", TABLES[1:6])
@pytest.mark.parametrize("role", ["owner", "app"])
@pytest.mark.usefixtures("django_db_setup")
def test_nothing_is_rewritten(table: str, role: str) -> None:
    who = address("owner" if role == "owner" else "app")
    with psycopg.connect(who.conninfo()) as session, pytest.raises(REFUSED):
        session.execute(f"UPDATE {table} SET id = id".encode())  # noqa: S608 - the test's own words


CHANGES = [
    "state = 'granted'",
    "seq = 2",
    "outcome = 'favourable', closed_on = opened_on",
    "closed_on = NULL, state = ''",
    "unit_id = 'x'",
    "subject_id = NULL",
    "edition_id = 'x'",
    "about_id = '2'",
    "serial = 7",
    "opened_on = opened_on - 1",
    "parent_id = id",
]


def test_a_case_stands_where_its_last_step_led(
    case: dict[str, int], owner: psycopg.Connection
) -> None:
    for change in CHANGES:
        with pytest.raises(errors.IntegrityError):
            owner.execute(f"UPDATE cases_case SET {change} WHERE id = %s", [case["case"]])  # noqa: S608 - the test's own words


def test_a_step_moves_its_case_by_itself(case: dict[str, int], owner: psycopg.Connection) -> None:
    owner.execute(STEP, plain(case))
    found = owner.execute("SELECT seq, state FROM cases_case WHERE id = %s", [case["case"]])
    assert found.fetchone() == (2, "open")


WRONG_STEPS: list[dict[str, object]] = [
    {"seq": 1},
    {"seq": 3},
    {"seq": 0},
    {"from": "waiting"},
    {"from": ""},
    {"at": "2099-01-01T00:00Z"},
    {"at": "2020-01-01T00:00Z"},
    {"entry": 10**9},
]


def test_a_step_follows_the_last_one_now_and_with_its_entry(
    case: dict[str, int], owner: psycopg.Connection
) -> None:
    for changes in WRONG_STEPS:
        with pytest.raises(errors.IntegrityError):
            owner.execute(STEP, plain(case, **changes))


def test_an_entry_of_the_log_is_of_one_step(
    case: dict[str, int], owner: psycopg.Connection
) -> None:
    used = owner.execute("SELECT entry_id FROM cases_step WHERE case_id = %s", [case["case"]])
    (entry,) = used.fetchone() or (0,)
    with pytest.raises(errors.UniqueViolation):
        owner.execute(STEP, plain(case, entry=entry))


def test_a_closed_case_takes_no_step(case: dict[str, int], owner: psycopg.Connection) -> None:
    take(case["case"], "decide", Doing(), HEAD, seq=1)
    with pytest.raises(errors.IntegrityError, match="was closed"):
        owner.execute(STEP, plain(case, seq=3, **{"from": "granted"}))


WRONG_CASES: list[dict[str, object]] = [
    {"serial": 2},
    {"serial": 0},
    {"year": 2024},
    {"seq": 1},
    {"state": "open"},
    {"kind": "guess"},
    {"kind": "review"},
    {"unit": ""},
    {"subject": 10**9},
    {"at": "2099-06-01T08:00Z", "year": 2099},
    {"parent": 10**9},
]


def test_a_case_is_opened_without_gaps_and_without_a_past(
    case: dict[str, int], owner: psycopg.Connection
) -> None:
    for changes in WRONG_CASES:
        with pytest.raises(errors.IntegrityError):
            owner.execute(CASE, another(case, **changes))


def test_no_case_without_its_first_step(case: dict[str, int], owner: psycopg.Connection) -> None:
    with pytest.raises(errors.IntegrityError, match="has no step"):
        owner.execute(CASE, another(case))


def test_a_review_by_the_unit_itself_is_refused(
    case: dict[str, int], owner: psycopg.Connection
) -> None:
    unit = "zhenhai-market-regulation"
    asked = another(case, unit=unit, kind="review", parent=case["case"], year=2024)
    with pytest.raises(errors.IntegrityError, match="reviews its own unit"):
        owner.execute(CASE, {**asked, "at": "2024-06-01T08:00Z"})


def test_a_paper_of_another_subject_does_not_come_into_the_file(
    case: dict[str, int], owner: psycopg.Connection
) -> None:
    values = [handed("proof", subject(2)), case["case"]]
    with pytest.raises(errors.IntegrityError, match="another subject"):
        owner.execute(
            "INSERT INTO cases_paper (step_id, paper_id, issued)"
            " SELECT id, %s, false FROM cases_step WHERE case_id = %s",
            values,
        )


@pytest.fixture
def rivals(case: dict[str, int], committed_db: str) -> Iterator[list[psycopg.Connection]]:  # noqa: ARG001 - the case must be there
    where = address("app").named(committed_db).conninfo()
    with psycopg.connect(where) as one, psycopg.connect(where) as other:
        yield [one, other]
        one.rollback()
        other.rollback()


def test_the_application_moves_no_case_by_hand(
    case: dict[str, int], rivals: list[psycopg.Connection]
) -> None:
    with pytest.raises(errors.IntegrityError):
        rivals[0].execute("UPDATE cases_case SET state = 'x' WHERE id = %s", [case["case"]])
    with pytest.raises(errors.InsufficientPrivilege):
        rivals[1].execute("UPDATE cases_case SET unit_id = 'x' WHERE id = %s", [case["case"]])


def test_the_steps_of_a_real_way_count_from_one(case: dict[str, int]) -> None:
    take(case["case"], "ask", Doing(), LIAISON, seq=1)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq, from_state, to_state FROM cases_step WHERE case_id = %s ORDER BY seq",
            [case["case"]],
        )
        assert cursor.fetchall() == [(1, "", "open"), (2, "open", "waiting")]
