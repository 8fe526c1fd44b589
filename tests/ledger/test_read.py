from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from ledger.deliveries import OPEN, moment, number, posting, row
from mingjian.kernel.period import Period
from mingjian.ledger.amend import amend
from mingjian.ledger.post import post
from mingjian.ledger.read import as_of, history, posted, timeline
from mingjian.ledger.withdraw import withdraw

pytestmark = pytest.mark.django_db

YEAR = Period(date(2025, 1, 1), date(2026, 1, 1))


def test_valid_days_are_half_open() -> None:
    post([row("甲", valid=YEAR)], posting())
    days = [YEAR.start - timedelta(1), YEAR.start, date(2025, 12, 31), date(2026, 1, 1)]
    assert [len(as_of(7, valid_on=day)) for day in days] == [0, 1, 1, 0]


def test_known_moments_are_half_open() -> None:
    post([row("甲")], posting(0))
    post([row("甲", text="警告")], posting(2))
    tick = timedelta(microseconds=1)
    seen = [
        as_of(7, known_on=at) for at in (moment(0) - tick, moment(0), moment(2) - tick, moment(2))
    ]
    assert [[version.seq for version in found] for found in seen] == [[], [1], [1], [2]]


def test_a_moment_may_come_in_any_time_zone() -> None:
    post([row("甲")], posting(0))
    assert len(as_of(7, known_on=datetime.fromisoformat("2026-05-01T17:00:00+08:00"))) == 1
    assert as_of(7, known_on=datetime(2026, 5, 1, 8, 59, 59, tzinfo=UTC)) == []


def test_by_record_or_by_subject_and_by_item() -> None:
    post([row("甲"), row("乙", subject_id=8, row_no=2)], posting())
    assert [version.payload["CF_WSH"] for version in as_of(8)] == ["乙"]
    assert [version.subject_id for version in as_of(number("甲"))] == [7]
    assert as_of(7, items=["licence"]) == []
    assert len(as_of(7, items=["licence", "penalty"])) == 1
    assert as_of(7, items=[]) == []


def test_of_two_periods_of_a_subject_only_the_present_one_is_read() -> None:
    post([row("甲", subject_id=7)], posting(0))
    post([row("甲", subject_id=8)], posting(1))
    assert as_of(7) == []
    assert len(as_of(8)) == 1
    assert len(as_of(7, known_on=moment(0))) == 1


def test_history_tells_everything_in_order() -> None:
    post([row("甲")], posting(0))
    post([row("甲", text="警告")], posting(1))
    withdraw(number("甲"), reason="撤销", basis="示例判决", actor="user:2", at=moment(2))
    found = history(number("甲"))
    assert found is not None
    assert not found.stands
    assert [(version.known_from, version.known_until) for version in found.versions] == [
        (moment(0), moment(1)),
        (moment(1), moment(2)),
    ]
    (taken_back,) = found.withdrawals
    assert (taken_back.at, taken_back.basis) == (moment(2), "示例判决")


def test_nothing_is_known_of_an_unknown_record() -> None:
    assert history(uuid4()) is None
    assert timeline(7) == []


def test_the_timeline_holds_what_no_longer_stands() -> None:
    post([row("甲"), row("乙", row_no=2)], posting(0))
    withdraw(number("甲"), reason="撤销", basis="示例判决", actor="user:2", at=moment(1))
    standing = {record.record_id: record.stands for record in timeline(7)}
    assert standing == {number("甲"): False, number("乙"): True}


def test_reading_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    post([row(f"第{n}号", row_no=n) for n in range(20)], posting())
    with django_assert_num_queries(1):
        assert len(as_of(7, valid_on=OPEN.start, known_on=moment(1), items=["penalty"])) == 20
    with django_assert_num_queries(2):
        assert len(timeline(7)) == 20


def test_what_a_submission_posted_comes_in_batches_and_only_what_stands() -> None:
    post([row(f"第{n}号", row_no=n) for n in range(1, 6)], posting(0))
    post([row("第2号", text="警告"), row("别件")], posting(1, submission_id=2))
    withdraw(number("第4号"), reason="示例", basis="示例法 1", actor="user:1", at=moment(2))
    batches = [[one.row_no for one in some] for some in posted(1, "penalty", at_once=2)]
    assert batches == [[1, 3], [5]]
    assert sum(len(some) for some in posted(2, "penalty")) == 2
    assert list(posted(1, "licence")) == list(posted(3, "penalty")) == []


def test_of_a_submission_only_the_rows_asked_for_with_their_latest_days() -> None:
    post([row(f"第{n}号", row_no=n) for n in range(1, 5)], posting(0))
    day = date(2024, 6, 1)
    amend(number("第2号"), {"CF_WSH": "第2号"}, day, reason="示例", actor="user:1", at=moment(1))
    (some,) = posted(1, "penalty", rows=[4, 2, 9])
    assert [(one.row_no, one.valid.start) for one in some] == [(2, day), (4, OPEN.start)]
    assert list(posted(1, "penalty", rows=[])) == []
