"""What it costs to ask what was posted since, counted in the blocks that the database touches."""

import psycopg
from django.db import connection

from intake.letters import deliver, entity, penalty
from intake.people import LIAISON
from ledger.plans import touched
from mingjian.intake.questions import answer, questions
from mingjian.intake.sent import posted_since

ELSE = "示例别家有限公司"
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


def test_asking_what_is_new_does_not_grow_with_what_is_old(owner: psycopg.Connection) -> None:
    deliver("market-entity", [entity(1)])
    sent = deliver("penalty", [penalty(1, CF_XDR_MC=ELSE)])
    answer(LIAISON, questions(LIAISON)[0].id, "link", reason="示例理由")
    (new,) = posted_since("penalty", None)
    asked, ever = [], []
    for count in (500, 4_500):
        with connection.cursor() as cursor:
            cursor.execute(OLD, [count, sent.pk, sent.pk])
        owner.execute("ANALYZE intake_submission, intake_question")  # as the server does by itself
        asked.append(touched(lambda: posted_since("penalty", new.posted_at)).blocks)
        ever.append(touched(lambda: posted_since("penalty", None)).blocks)
    assert posted_since("penalty", new.posted_at) == [new]
    assert asked[1] < 1.5 * asked[0] + 5
    assert ever[1] > 5 * ever[0]
