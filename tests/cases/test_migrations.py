"""The migrations of the room go back as well, on a database with cases in it."""

import os
import subprocess
import sys

import psycopg
import pytest

from cases import praise
from cases.test_praised import blacklisted, filed
from cases.world import subject

STEP = """
import sys
import django
django.setup()
from django.core.management import call_command
call_command("migrate", "cases", sys.argv[1], verbosity=0)
"""


def migrated(database: str, name: str) -> None:
    """To this migration of the room, as the owner, in a process of its own."""
    environment = os.environ | {
        "MINGJIAN_DATABASE_NAME": database,
        "MINGJIAN_DATABASE_ROLE": "owner",
        "DJANGO_SETTINGS_MODULE": "mingjian.site.settings",
    }
    subprocess.run([sys.executable, "-c", STEP, name], env=environment, check=True)  # noqa: S603 - our own code


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
    migrated(committed_db, "0004_red_lists")
    notices = owner.execute("SELECT notice_id, receipt FROM cases_notice ORDER BY id").fetchall()
    assert [(one,) for one, receipt in notices if receipt] == before
    assert len(notices) > len(before)
    migrated(committed_db, "0005_awaited")
    assert owner.execute(awaited).fetchall() == before
