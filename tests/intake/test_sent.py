"""What was posted of an item, when, and by which answers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from intake.letters import deliver, entity, penalty
from intake.people import LIAISON
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
