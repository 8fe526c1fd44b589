"""Two answers at the same moment, and what the database itself holds of them."""

from datetime import date
from threading import Event

import psycopg
import pytest
from django.db import transaction
from psycopg import errors

from effects import world
from effects.serving import LIAISON, served, waiting
from ledger.test_at_once import together
from mingjian.effects.dispute import dispute
from mingjian.effects.models import Adverse, Dispute, ServedDecision
from mingjian.effects.problems import AlreadyThere
from mingjian.effects.service.answer import answer_each
from mingjian.effects.service.outcome import Recorded
from mingjian.effects.target import Target
from mingjian.kernel.problem import Problem
from papers.making import OTHER

pytestmark = pytest.mark.usefixtures("told_for_good")


def test_two_answers_at_the_same_moment_leave_one() -> None:
    (record,) = waiting()

    def tried(day: str) -> str | type[Problem]:
        (told,) = answer_each(LIAISON, [served(record, day)]).values()
        return told.what if isinstance(told, Recorded) else type(told)

    results = together(lambda: tried("2024-03-05"), lambda: tried("2024-03-06"))
    assert set(results) == {"recorded", AlreadyThere}
    assert ServedDecision.objects.count() == 1


def test_an_objection_amid_a_correction_marks_what_is_then_in_force() -> None:
    """The objection comes when the correction has made the new information and not committed it."""
    (record,) = waiting()
    answer_each(LIAISON, [served(record)])
    old = Target("adverse", str(Adverse.objects.get().pk))
    made, marked = Event(), Event()

    def corrected() -> None:
        with transaction.atomic():
            answer_each(LIAISON, [served(record, "2024-03-20", reason="更正")])
            made.set()
            assert not marked.wait(timeout=0.3)

    def objected() -> None:
        assert made.wait(timeout=10)
        dispute(old, 7, on=date(2025, 1, 6), actor="user:9")
        marked.set()

    together(corrected, objected)
    (mark,) = Dispute.objects.filter(ended_on=None)
    assert mark.target == str(Adverse.objects.get(ended_on=None).pk) != old.id


COPY = """
INSERT INTO effects_served
  (record_id, seq, subject_id, served_on, how, procedure, told, reason, actor, made_at)
SELECT record_id, %s, subject_id, served_on, how, procedure, told, %s, actor, made_at
FROM effects_served
"""


def test_the_database_keeps_the_order_and_the_reason(owner: psycopg.Connection) -> None:
    (record,) = waiting()
    answer_each(LIAISON, [served(record)])
    for seq, reason in ((3, "跳号"), (2, ""), (1, "")):
        with pytest.raises(errors.IntegrityError):
            owner.execute(COPY, [seq, reason])
    owner.execute(COPY, [2, "更正"])
    with pytest.raises(errors.IntegrityError):
        owner.execute("UPDATE effects_served SET served_on = '2024-03-07'")


def test_the_database_keeps_what_was_told(owner: psycopg.Connection) -> None:
    (record,) = waiting()
    (done,) = answer_each(LIAISON, [served(record)]).values()
    assert isinstance(done, Recorded)
    assert done.adverse is not None
    world.asked(done.adverse.subject_id, OTHER, adverse=[done.adverse.id])
    answer_each(LIAISON, [served(record, "2024-03-20", reason="更正")])
    for statement in (
        "UPDATE effects_told SET paper_id = paper_id",
        "DELETE FROM effects_told",
        "UPDATE papers_notice SET awaited = false",
    ):
        with pytest.raises(errors.IntegrityError):
            owner.execute(statement)
