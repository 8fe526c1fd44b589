"""The migrations of the room go back on a database with something in it, or say why not."""

from datetime import date

import psycopg
import pytest
from psycopg import errors

from effects.serving import LIAISON, served, waiting
from effects.world import asked
from mingjian.effects.contest import Result, contest, contest_decided
from mingjian.effects.models import Followed, ToldCorrection
from mingjian.effects.service.answer import answer_each
from mingjian.effects.service.outcome import Recorded
from papers.making import OTHER, subject
from running.migrating import migrated

pytestmark = pytest.mark.usefixtures("told_for_good")
NEWEST = "0012_told_anew"
FOLLOWED = "SELECT submission_id, published, doubts FROM effects_followed ORDER BY submission_id"


def test_of_several_passes_of_a_file_one_is_left_with_all_that_came_of_them(
    committed_db: str, owner: psycopg.Connection
) -> None:
    for number, published, doubts in ((7, 5, 1), (8, 2, 0), (7, 1, 2), (7, 0, 4)):
        Followed.objects.create(submission_id=number, published=published, doubts=doubts)
    last = owner.execute("SELECT max(at) FROM effects_followed WHERE submission_id = 7").fetchone()
    assert migrated(committed_db, "effects", "0008_sheets") == ""
    assert owner.execute(FOLLOWED).fetchall() == [(7, 6, 7), (8, 2, 0)]
    at = owner.execute("SELECT at FROM effects_followed WHERE submission_id = 7").fetchone()
    assert at == last
    for change in ("DELETE FROM effects_followed", "UPDATE effects_followed SET doubts = 0"):
        with pytest.raises(errors.IntegrityError):
            owner.execute(change)
    assert migrated(committed_db, "effects", NEWEST) == ""
    assert owner.execute(FOLLOWED).fetchall() == [(7, 6, 7), (8, 2, 0)]


def corrected() -> None:
    """Told to a unit, and the paper is there."""
    (record,) = waiting()
    (done,) = answer_each(LIAISON, [served(record)]).values()
    assert isinstance(done, Recorded)
    assert done.adverse is not None
    asked(subject(), OTHER, adverse=[done.adverse.id])
    answer_each(LIAISON, [served(record, "2024-03-20", reason="更正")])


def test_what_was_told_of_corrections_goes_back_and_comes_again(
    committed_db: str, owner: psycopg.Connection
) -> None:
    corrected()
    told = owner.execute("SELECT id, served_id, paper_id FROM effects_told").fetchall()
    assert len(told) == 1
    assert migrated(committed_db, "effects", "0011_bulk_work") == ""
    with pytest.raises(errors.UniqueViolation):
        owner.execute(
            "INSERT INTO effects_told (served_id, paper_id) SELECT served_id, paper_id "
            "FROM effects_told"
        )
    assert migrated(committed_db, "effects", NEWEST) == ""
    assert owner.execute("SELECT id, served_id, paper_id FROM effects_told").fetchall() == told


def test_what_was_told_later_has_no_way_back_and_it_is_said_why(
    committed_db: str, owner: psycopg.Connection
) -> None:
    corrected()
    record = ToldCorrection.objects.get().served.record_id
    filed = contest(record, "suit", date(2024, 5, 6), actor="user:9")
    upheld = Result("upheld", date(2024, 12, 2), "示例判决1号", date(2024, 12, 9))
    contest_decided(filed.id, upheld, actor="user:9")
    assert ToldCorrection.objects.count() == 2
    assert "effects 0012 has no way back" in migrated(committed_db, "effects", "0011_bulk_work")
    assert owner.execute("SELECT count(*) FROM effects_told WHERE adverse_id > 0").fetchone() == (
        1,
    )
