"""Rows changed behind the log's back, by the owner with the triggers switched off."""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.db import connection

from ledger.deliveries import OPEN, moment, number, posting, row
from mingjian.ledger.audit import Report, agree
from mingjian.ledger.correct import correct
from mingjian.ledger.post import post

SUBMISSION = 11
Cheat = Callable[[str], None]


@pytest.fixture
def cheat(committed_db: str, owner: psycopg.Connection) -> Iterator[Cheat]:
    """Six hundred posted rows, and a way to run any SQL on them."""
    rows = [row(f"第{n}号", row_no=n, subject_id=n) for n in range(600)]
    post(rows, posting(submission_id=SUBMISSION))
    post([row("别的")], posting(submission_id=SUBMISSION + 1))
    owner.execute("ALTER TABLE ledger_version DISABLE TRIGGER USER")
    yield lambda statement: _run(owner, statement)
    assert connection.settings_dict["NAME"] == committed_db


def _run(owner: psycopg.Connection, statement: str) -> None:
    owner.execute(statement.encode())


def kinds(report: Report) -> set[tuple[str, int, int | None]]:
    return {(fault.kind, fault.chunk, fault.row_no) for fault in report.faults}


def test_untouched_rows_agree(cheat: Cheat) -> None:
    assert callable(cheat)
    report = agree(SUBMISSION)
    assert report.agrees
    assert (report.rows, report.chunks) == (600, 3)


TAMPERINGS = {
    "payload = '{}' WHERE row_no = 300": ("content", 1, 300),
    "payload = '{}', digest = sha256('{}') WHERE row_no = 300": ("changed", 1, None),
    "subject_id = 1 WHERE row_no = 5": ("changed", 0, None),
    "valid = '[2020-01-01,)' WHERE row_no = 5": ("changed", 0, None),
    "valid = '[2024-01-01,2025-01-01)' WHERE row_no = 5": ("changed", 0, None),
    "record_id = gen_random_uuid() WHERE row_no = 3": ("changed", 0, None),
    "row_no = 600 WHERE row_no = 599": ("changed", 2, None),
    "row_no = 10000 WHERE row_no = 599": ("added", 39, None),
    "submission_id = 11 WHERE submission_id = 12": ("added", 0, None),
    "submission_id = 12 WHERE row_no >= 512": ("dropped", 2, None),
    "act = 'corrected' WHERE row_no = 3": ("dropped", 0, None),
    "known = tstzrange(lower(known) - interval '1 day', NULL) WHERE row_no = 3": (
        "dropped",
        0,
        None,
    ),
}
SWAP = """
UPDATE ledger_version a SET payload = b.payload, digest = b.digest FROM ledger_version b
WHERE a.submission_id = 11 AND b.submission_id = 11 AND (a.row_no, b.row_no) IN ((1, 2), (2, 1))
"""


def test_every_tampering_is_found(cheat: Cheat) -> None:
    expected = {f"UPDATE ledger_version SET {act}": fault for act, fault in TAMPERINGS.items()}  # noqa: S608 - the test's own words
    expected["DELETE FROM ledger_version WHERE row_no = 599"] = ("dropped", 2, None)
    expected["DELETE FROM ledger_version WHERE row_no >= 512"] = ("dropped", 2, None)
    expected[SWAP] = ("changed", 0, None)
    cheat("CREATE TABLE kept AS TABLE ledger_version")
    for statement, fault in expected.items():
        cheat(statement)
        assert fault in kinds(agree(SUBMISSION)), statement
        cheat("DELETE FROM ledger_version; INSERT INTO ledger_version SELECT * FROM kept")
        assert agree(SUBMISSION).agrees


@pytest.mark.django_db
def test_several_postings_of_a_submission_and_corrections_agree() -> None:
    post([row("甲"), row("乙", row_no=2)], posting(0, submission_id=SUBMISSION))
    post([row("丙", row_no=3)], posting(1, submission_id=SUBMISSION))
    correct(number("甲"), {"CF_NR": "警告"}, OPEN, reason="笔误", actor="user:2", at=moment(2))
    report = agree(SUBMISSION)
    assert (report.agrees, report.rows, report.chunks) == (True, 3, 2)


@pytest.mark.django_db
def test_a_submission_that_posted_nothing_agrees() -> None:
    assert agree(SUBMISSION).agrees
