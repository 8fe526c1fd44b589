"""What was posted of an item, when, and by which answers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from intake.letters import deliver, entity, penalty
from intake.people import LIAISON
from ledger.plans import touched
from mingjian.intake.questions import answer, questions
from mingjian.intake.sent import posted_since, released_rows

pytestmark = pytest.mark.django_db
ELSE = "示例别家有限公司"


def test_an_answer_moves_the_moment_and_releases_its_row() -> None:
    before = timezone.now()
    deliver("market-entity", [entity(n) for n in (1, 2, 3)])
    rows = [penalty(1), penalty(2, CF_XDR_MC=ELSE), penalty(3, CF_XDR_MC=ELSE)]
    sent = deliver("penalty", rows)
    (first,) = posted_since("penalty", None)
    assert (first.posted_at, first.answers) == (sent.finished_at, 0)
    linked, returned = questions(LIAISON)
    answer(LIAISON, linked.id, "link", reason="示例理由")
    answer(LIAISON, returned.id, "return", reason="示例理由")
    (second,) = posted_since("penalty", first.posted_at)
    assert second.posted_at > first.posted_at
    assert second.answers == 2
    assert released_rows(sent.pk, before) == [linked.row_no], "what was returned is not posted"
    assert released_rows(sent.pk, second.posted_at + timedelta(seconds=1)) == []
    assert released_rows(sent.pk + 1, before) == []


def test_all_answers_count_and_not_only_those_since() -> None:
    deliver("market-entity", [entity(n) for n in (1, 2)])
    deliver("penalty", [penalty(n, CF_XDR_MC=ELSE) for n in (1, 2)])
    for one in questions(LIAISON):
        answer(LIAISON, one.id, "return", reason="示例理由")
    (last,) = posted_since("penalty", None)
    assert posted_since("penalty", last.posted_at) == [last]
    assert last.answers == 2
    assert posted_since("penalty", last.posted_at + timedelta(microseconds=1)) == []
    assert posted_since("licence", None) == []


# Old files with an answer each, as if somebody had sent them ten days ago.
OLD = """
WITH sent AS (
  INSERT INTO intake_submission SELECT (jsonb_populate_record(s, jsonb_build_object(
    'id', nextval(pg_get_serial_sequence('intake_submission', 'id')),
    'finished_at', s.finished_at - interval '10 days'))).*
  FROM intake_submission s, generate_series(1, %s) WHERE s.item = 'penalty' AND s.id = %s
  RETURNING id)
INSERT INTO intake_question SELECT (jsonb_populate_record(q, jsonb_build_object(
  'id', nextval(pg_get_serial_sequence('intake_question', 'id')), 'submission_id', sent.id,
  'answered_at', q.answered_at - interval '10 days'))).*
FROM intake_question q, sent WHERE q.submission_id = %s
"""


def test_asking_what_is_new_does_not_grow_with_what_is_old() -> None:
    deliver("market-entity", [entity(1)])
    sent = deliver("penalty", [penalty(1, CF_XDR_MC=ELSE)])
    answer(LIAISON, questions(LIAISON)[0].id, "link", reason="示例理由")
    (new,) = posted_since("penalty", None)
    asked, ever = [], []
    for count in (500, 4_500):
        with connection.cursor() as cursor:
            cursor.execute(OLD, [count, sent.pk, sent.pk])
        asked.append(touched(lambda: posted_since("penalty", new.posted_at)).blocks)
        ever.append(touched(lambda: posted_since("penalty", None)).blocks)
    assert posted_since("penalty", new.posted_at) == [new]
    assert asked[1] < 1.5 * asked[0] + 5
    assert ever[1] > 5 * ever[0]
