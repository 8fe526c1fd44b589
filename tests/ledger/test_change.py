from datetime import date, timedelta
from uuid import uuid4

import pytest

from ledger.deliveries import OPEN, moment, number, posting, row
from mingjian.evidence.read import entries
from mingjian.kernel.period import Period
from mingjian.ledger.amend import amend
from mingjian.ledger.correct import correct
from mingjian.ledger.models import Withdrawal
from mingjian.ledger.post import post
from mingjian.ledger.problems import NoSuchRecord, OutOfOrder, OutsideValidity
from mingjian.ledger.read import as_of, history
from mingjian.ledger.version_view import VersionView
from mingjian.ledger.withdraw import withdraw

pytestmark = pytest.mark.django_db

RECORD = number("甲")
NEW = {"CF_NR": "警告"}


@pytest.fixture(autouse=True)
def _posted() -> None:
    post([row("甲")], posting(0, submission_id=4))


def contents() -> list[tuple[Period, object]]:
    found = sorted(as_of(RECORD), key=lambda version: version.valid.start)
    return [(version.valid, version.payload["CF_NR"]) for version in found]


def corrected(hours: int = 1) -> int:
    return correct(RECORD, NEW, OPEN, reason="笔误", actor="user:2", at=moment(hours))


def amended(start: date, until: date | None = None, hours: int = 1) -> list[int]:
    at = moment(hours)
    return amend(RECORD, NEW, start, until=until, reason="变更", actor="user:2", at=at)


def withdrawn(hours: int = 1) -> None:
    withdraw(RECORD, reason="撤销", basis="示例判决", actor="user:2", at=moment(hours))


def test_a_correction_supersedes_and_keeps_the_source() -> None:
    assert corrected() == 2
    (version,) = as_of(RECORD)
    assert (version.act, version.payload) == ("corrected", NEW)
    assert (version.unit_id, version.submission_id, version.row_no) == ("qu-fgj", 4, 1)
    (before,) = as_of(RECORD, known_on=moment(1) - timedelta(microseconds=1))
    assert before.payload["CF_NR"] == "罚款"


def test_an_amendment_leaves_the_days_before_alone() -> None:
    day = date(2025, 6, 1)
    assert amended(day) == [2, 3]
    assert contents() == [(Period(OPEN.start, day), "罚款"), (Period(day, None), "警告")]


def test_an_amendment_of_some_days_cuts_the_record_in_three() -> None:
    start, until = date(2025, 6, 1), date(2025, 7, 1)
    assert amended(start, until) == [2, 3, 4]
    assert contents() == [
        (Period(OPEN.start, start), "罚款"),
        (Period(start, until), "警告"),
        (Period(until, None), "罚款"),
    ]


def test_an_amendment_over_a_cut_joins_the_new_days() -> None:
    amended(date(2025, 6, 1), date(2025, 7, 1))
    amended(date(2025, 1, 1), date(2026, 1, 1), hours=2)
    assert contents() == [
        (Period(OPEN.start, date(2025, 1, 1)), "罚款"),
        (Period(date(2025, 1, 1), date(2026, 1, 1)), "警告"),
        (Period(date(2026, 1, 1), None), "罚款"),
    ]


def test_an_amendment_does_not_touch_what_it_does_not_meet() -> None:
    amended(date(2025, 6, 1))
    amended(date(2026, 6, 1), hours=2)
    first = next(version for version in as_of(RECORD) if version.valid.start == OPEN.start)
    assert (first.seq, first.known_from) == (2, moment(1))


def test_an_amendment_does_not_lengthen_the_record() -> None:
    start = OPEN.start - timedelta(days=30)
    amended(start)
    assert contents() == [(OPEN, "警告")]


def test_an_amendment_outside_the_valid_days_is_refused() -> None:
    with pytest.raises(OutsideValidity):
        amended(OPEN.start - timedelta(days=30), OPEN.start)
    assert contents() == [(OPEN, "罚款")]


def test_withdrawing_says_why_and_leaves_the_history() -> None:
    withdrawn()
    assert as_of(RECORD) == []
    found = history(RECORD)
    assert found is not None
    assert len(found.versions) == 1
    assert Withdrawal.objects.get(record_id=RECORD).reason == "撤销"


@pytest.mark.parametrize("act", [corrected, lambda: amended(date(2025, 6, 1)), withdrawn])
def test_a_withdrawn_record_cannot_be_changed(act: object) -> None:
    withdrawn(1)
    assert callable(act)
    with pytest.raises(NoSuchRecord):
        act()


@pytest.mark.parametrize("hours", [0, -1])
def test_nothing_is_changed_before_it_was_known(hours: int) -> None:
    for act in (corrected, withdrawn):
        with pytest.raises(OutOfOrder):
            act(hours)
    with pytest.raises(OutOfOrder):
        amended(date(2025, 6, 1), hours=hours)
    assert contents() == [(OPEN, "罚款")]


def test_an_unknown_record_is_told() -> None:
    with pytest.raises(NoSuchRecord):
        withdraw(uuid4(), reason="撤销", basis="示例", actor="user:2", at=moment(1))


def test_every_change_is_in_the_log_about_its_subject() -> None:
    corrected(1)
    amended(date(2025, 6, 1), hours=2)
    withdrawn(3)
    told = entries(about=7)
    assert [entry.kind for entry in told] == [
        "record.withdrawn",
        "record.amended",
        "record.corrected",
    ]
    assert {entry.actor for entry in told} == {"user:2"}
    assert {entry.body["record"] for entry in told} == {str(RECORD)}
    assert told[2].body["digest"] == _second().digest


def _second() -> VersionView:
    found = history(RECORD)
    assert found is not None
    return found.versions[1]
