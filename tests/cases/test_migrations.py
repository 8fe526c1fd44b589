"""The migrations of the room go back as well, on a database with cases in it."""

import psycopg
import pytest

from cases import praise
from cases.test_praised import blacklisted, filed
from cases.world import subject
from running.migrating import migrated


@pytest.mark.usefixtures("committed_db")
def test_whether_an_answer_is_awaited_goes_back_to_the_notices_of_cases(
    committed_db: str, owner: psycopg.Connection
) -> None:
    with praise.packs():
        filed(subject(1))
        blacklisted(subject(1))
    awaited = "SELECT id FROM papers_notice WHERE awaited ORDER BY id"
    before = owner.execute(awaited).fetchall()
    assert before
    assert migrated(committed_db, "cases", "0004_red_lists") == ""
    notices = owner.execute("SELECT notice_id, receipt FROM cases_notice ORDER BY id").fetchall()
    assert [(one,) for one, receipt in notices if receipt] == before
    assert len(notices) > len(before)
    assert migrated(committed_db, "cases", "0005_awaited") == ""
    assert owner.execute(awaited).fetchall() == before
