"""After a posting: publication by the rules of the record's own day, and doubts kept."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from checks.filing import entries
from effects import world
from effects.following import followed
from intake.letters import deliver, entity, penalty
from mingjian.effects.adverse import find_adverse
from mingjian.effects.by_rules import Doubt
from mingjian.effects.follow import follow, waiting
from mingjian.effects.of_record import standing
from mingjian.effects.penalty import filed
from mingjian.effects.publish import find_publication, stop_publication
from mingjian.effects.publish_by_rules import publish_by_rules
from mingjian.policy.schema.penalty import PenaltyKind

pytestmark = pytest.mark.usefixtures("told")


def by_rules(record: UUID, **changes: object) -> bool | Doubt:
    """What comes of the record alone, as if it had been posted with these changes."""
    posted = standing(record)
    (told,) = publish_by_rules([replace(posted, payload={**posted.payload, **changes})])
    return told


def test_following_twice_changes_nothing() -> None:
    records = [world.penalty(key=f"示罚〔2026〕{n}号") for n in range(3)]
    first = followed(1)
    assert first.published <= 3
    before = [find_publication(record) for record in records]
    assert followed(1) == first
    assert [find_publication(record) for record in records] == before
    assert len(entries("submission.followed")) == 1


def test_a_row_makes_nothing_adverse_by_itself() -> None:
    record = world.penalty()
    followed(1)
    assert find_adverse(record) is None


def test_what_no_rule_can_tell_is_a_doubt_and_no_publication() -> None:
    record = world.penalty(CF_CFLB="其他-示例", CF_JDRQ="2010-01-04")
    told = by_rules(record)
    assert isinstance(told, Doubt)
    assert told.why
    assert find_publication(record) is None


def test_a_revocation_of_2024_is_published_from_its_decision() -> None:
    record = world.penalty(CF_CFLB="吊销许可证件", CF_JDRQ="2024-03-04")
    assert by_rules(record) is True
    made = find_publication(record)
    assert made is not None
    assert (made.rules, made.holds.start) == ("ndrc_58_2023", date(2024, 3, 4))
    assert by_rules(record) is True
    assert find_publication(record) == made


def test_a_corrected_row_begins_anew() -> None:
    record = world.penalty(CF_CFLB="吊销许可证件", CF_JDRQ="2024-03-04")
    by_rules(record)
    assert by_rules(record, CF_JDRQ="2024-03-11") is True
    made = find_publication(record)
    assert made is not None
    assert made.holds.start == date(2024, 3, 11)


def test_what_was_stopped_does_not_come_back() -> None:
    record = world.penalty(CF_CFLB="吊销许可证件", CF_JDRQ="2024-03-04")
    by_rules(record)
    stop_publication(record, world.end())
    assert by_rules(record) is False
    found = find_publication(record)
    assert found is not None
    assert found.end == world.end()


def test_the_gate_makes_a_doubt_and_not_an_error() -> None:
    record = world.penalty(CF_CFLB="吊销许可证件", CF_JDRQ="2024-03-04", CF_YJ="")
    told = by_rules(record)
    assert isinstance(told, Doubt)
    assert "依据" in told.why


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("罚款;没收违法所得", {PenaltyKind.FINE, PenaltyKind.CONFISCATED_GAINS}),
        ("暂扣或者吊销许可证、暂扣或者吊销执照", {PenaltyKind.OTHER}),
        ("其他-责令改正", {PenaltyKind.OTHER}),
        ("", set()),
    ],
)
def test_a_row_is_read_without_guessing(text: str, kinds: set[PenaltyKind]) -> None:
    row = {"CF_JDRQ": "2024-01-02", "CF_WSH": "示罚1号", "CF_CFLB": text, "CF_NR_FK": "0.2"}
    found = filed(row)
    assert set(found.penalty.kinds) == kinds
    assert found.penalty.procedure == "unknown"
    assert found.penalty.fine_yuan == 2000


def test_nothing_waits_that_was_followed() -> None:
    deliver("market-entity", [entity(1)])
    sent = deliver("penalty", [penalty(1)])
    (posting,) = waiting()
    assert posting.submission_id == sent.pk
    follow(posting)
    assert waiting() == []


def test_many_rows_take_as_many_statements_as_one(
    django_assert_max_num_queries: object,
) -> None:
    for n in range(40):
        world.penalty(key=f"示罚〔2024〕{n}号", CF_CFLB="吊销许可证件", CF_JDRQ="2024-03-04")
    with django_assert_max_num_queries(20):  # type: ignore[operator]  # pytest-django's fixture
        assert followed(1).published == 40
