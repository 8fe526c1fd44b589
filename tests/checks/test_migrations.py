"""The migrations of the room go back on a database with something in it."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from checks.affecting import made_up
from checks.telling import book, line, send
from checks.test_told import checked
from running.migrating import migrated

NEWEST = "0007_feedback_sheets"


@pytest.fixture(autouse=True)
def _packs(committed_db: str) -> Iterator[None]:  # noqa: ARG001 - it opens the database
    with made_up():
        yield


def test_workbooks_of_feedback_go_with_their_tables_and_what_they_reported_stays(
    committed_db: str, owner: psycopg.Connection, tmp_path: Path
) -> None:
    assert send(book(tmp_path, *map(line, checked(2)))).counts == (2, 0, 0, 0, 0)
    assert migrated(committed_db, "checks", "0006_part_counts") == ""
    assert owner.execute("SELECT to_regclass('checks_sheet')").fetchone() == (None,)
    assert owner.execute("SELECT count(*) FROM checks_feedback").fetchone() == (2,)
    assert migrated(committed_db, "checks", NEWEST) == ""
    assert owner.execute("SELECT count(*) FROM checks_sheet").fetchone() == (0,)
    for change in ("DELETE FROM checks_sheet", "UPDATE checks_sheetpart SET recorded = 9"):
        with pytest.raises(psycopg.Error, match="kept"):
            owner.execute(change)
