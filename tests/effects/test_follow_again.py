"""A posting is followed again: rows that waited for a person come in after their file."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from importlib import import_module
from unittest.mock import patch

import psycopg
import pytest
from django.utils import timezone

from checks.filing import entries
from intake.letters import deliver, entity, penalty
from intake.people import LIAISON
from mingjian.effects import follow as module
from mingjian.effects.follow import follow, waiting
from mingjian.effects.jobs import follow_posted
from mingjian.effects.models import Doubt, Followed, Publication
from mingjian.effects.of_record import Standing
from mingjian.effects.publish_by_rules import publish_by_rules
from mingjian.intake.models import Submission
from mingjian.intake.questions import answer, questions
from mingjian.intake.sent import Posted

told = pytest.mark.usefixtures("told")
ELSE = "示例别家有限公司"
REVOKED = {"CF_CFLB": "吊销许可证件", "CF_NR_ZKDX": "示例许可证", "CF_JDRQ": "2024-03-04"}


def sent(good: int, held: int = 0, **cells: str) -> Submission:
    """A file of so many good rows, and then rows whose name is another's."""
    numbers = range(1, good + held + 1)
    deliver("market-entity", [entity(n) for n in numbers])
    named = [{"CF_XDR_MC": ELSE} if n > good else {} for n in numbers]
    rows = [penalty(n, **REVOKED | more | cells) for n, more in zip(numbers, named, strict=True)]
    return deliver("penalty", rows)


def answered(choice: str = "link") -> None:
    """The first question that waits, now."""
    answer(LIAISON, questions(LIAISON)[0].id, choice, reason="示例理由")


@contextmanager
def ago(**time: int) -> Iterator[None]:
    """What is done so long ago, or by a machine whose clock is behind."""
    then = timezone.now() - timedelta(**time)
    with patch("django.utils.timezone.now", lambda: then):
        yield


def passes() -> list[tuple[int, int]]:
    """What was new in each: publications, doubts."""
    return list(Followed.objects.order_by("pk").values_list("published", "doubts"))


@told
def test_a_row_that_waited_is_published_when_it_came_in() -> None:
    number = sent(2, 1).pk
    follow_posted(0)
    assert Publication.objects.count() == 2
    answered()
    assert [one.submission_id for one in waiting()] == [number]
    follow_posted(0)
    assert Publication.objects.count() == 3
    assert waiting() == []
    assert passes() == [(2, 2), (1, 1)], "each pass counts what is new; the doubts are of service"


@told
def test_and_is_a_doubt_where_no_rule_can_tell() -> None:
    sent(0, 1, CF_CFLB="其他-示例", CF_JDRQ="2010-01-04")
    follow_posted(0)
    assert Doubt.objects.count() == 0
    answered("alias")
    follow_posted(0)
    assert list(Doubt.objects.values_list("missing", flat=True)) == ["publication"]
    assert Publication.objects.count() == 0


@told
def test_following_again_changes_nothing() -> None:
    number = sent(1, 1).pk
    follow_posted(0)
    answered()
    (moved,) = waiting()
    both = follow(moved)
    assert (both.published, both.doubts) == (2, 2), "of the posting, not of the pass"
    assert follow(moved) == both
    follow_posted(0)
    logged = [json.loads(body) for *_, body in entries("submission.followed")]
    assert logged == [{"submission": number, "published": 1, "doubts": 1}] * 2
    assert len(passes()) == 2


@told
def test_an_answer_that_comes_after_one_dated_later_is_not_passed_over() -> None:
    sent(1, 2)
    follow_posted(0)
    answered()
    follow_posted(0)
    with ago(minutes=5):
        answered()
    follow_posted(0)
    assert Publication.objects.count() == 3
    assert [one for one, _ in passes()] == [1, 1, 1], "what was seen in between is not counted"


@told
def test_a_returned_row_is_followed_by_nothing() -> None:
    sent(1, 1)
    follow_posted(0)
    answered("return")
    follow_posted(0)
    assert passes() == [(1, 1), (0, 0)]


@told
def test_an_answer_costs_its_row_and_not_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    sent(6, 3)
    looked: list[int] = []

    def counting(records: list[Standing]) -> object:
        looked.append(len(records))
        return publish_by_rules(records)

    monkeypatch.setattr(module, "publish_by_rules", counting)
    follow_posted(0)
    answered()
    follow_posted(0)
    with ago(hours=-1):
        answered()
    follow_posted(0)
    with ago(hours=-2):
        answered()
    follow_posted(0)
    assert looked == [6, 1, 2, 2], "with the one before, whose clock may have been ahead"


def followed_before(submission: Submission) -> None:
    """As it was noted before the moment of the posting was."""
    Followed.objects.create(submission_id=submission.pk, published=0, doubts=0)


@told
def test_what_came_in_before_the_upgrade_is_found_however_long_ago() -> None:
    with ago(days=40):
        early = sent(0, 1)
        followed_before(early)
    with ago(days=30):
        answered()
    followed_before(deliver("penalty", [penalty(1, **REVOKED, CF_WSH="示罚〔2024〕7号")]))
    assert [one.submission_id for one in waiting()] == [early.pk]
    follow_posted(0)
    assert Publication.objects.count() == 1
    assert waiting() == []


@told
def test_what_was_seen_before_the_upgrade_is_not_looked_at_again() -> None:
    with ago(days=40):
        early = sent(1, 1)
    with ago(days=30):
        answered()
    followed_before(early)
    follow_posted(0)
    assert (Publication.objects.count(), passes()) == (0, [(0, 0), (0, 0)])
    assert waiting() == []


def test_rows_of_before_keep_their_place_by_the_migration(owner: psycopg.Connection) -> None:
    """The table is append-only for the owner too: nothing in it is rewritten."""
    made = import_module("mingjian.effects.migrations.0009_followed_again")
    owner.execute(
        "INSERT INTO effects_followed (submission_id, at, published, doubts) "
        "VALUES (7, now(), 3, 4)"
    )
    owner.execute(made.KEY_BACK)
    owner.execute(made.KEY)
    found = owner.execute(
        "SELECT id, submission_id, posted_at, answers, published, doubts FROM effects_followed"
    )
    assert found.fetchall() == [(1, 7, None, 0, 3, 4)]


@told
def test_a_posting_counts_as_told_by_moment_and_answers() -> None:
    """Neither an older moment nor fewer answers, as somebody who read before would tell."""
    now = timezone.now()
    follow(Posted(7, now, 2))
    follow(Posted(7, now - timedelta(hours=1), 2))
    follow(Posted(7, now, 1))
    assert len(passes()) == 1
    follow(Posted(7, now, 3))
    follow(Posted(7, now + timedelta(hours=1), 3))
    assert len(passes()) == 3
