"""What review or court undoes is taken back; what is contested is not final."""

from datetime import date, timedelta

import pytest

from effects import world
from mingjian.effects.adverse import end_adverse, find_adverse, make_adverse
from mingjian.effects.contest import Result, contest, contest_decided
from mingjian.effects.finalise import finalise
from mingjian.effects.in_force import in_force
from mingjian.effects.pending import pending
from mingjian.effects.problems import (
    AlreadyOver,
    AlreadyThere,
    GateShut,
    NoSuchEffect,
    NotAnOutcome,
)
from mingjian.effects.publish import find_publication, publish_record
from mingjian.effects.rules.contest import UNDONE, Outcome
from mingjian.effects.service.given import Served
from mingjian.effects.service.record import record_service
from mingjian.ledger.read import as_of, history
from papers.making import WHO, ago, subject

pytestmark = pytest.mark.usefixtures("told")


@pytest.mark.parametrize("outcome", list(UNDONE))
def test_what_is_undone_is_withdrawn_everywhere(outcome: Outcome) -> None:
    record = world.penalty()
    publish_record(world.publishing(record))
    make_adverse(world.finding(record))
    filed = contest(record, "review", ago(5), actor=WHO)
    assert in_force(subject(), ago(0)).adverse != ()
    done = contest_decided(filed.id, Result(outcome, ago(3), "示例复议决定1号"), actor=WHO)
    assert done.due_on is not None
    assert done.due_on >= ago(3) + timedelta(days=3)
    now = in_force(subject(), ago(0))
    assert (now.adverse, now.published, as_of(record)) == ((), (), [])
    told = history(record)
    assert told is not None
    assert told.withdrawals[0].reason == UNDONE[outcome].zh
    assert "示例复议决定1号" in told.withdrawals[0].basis


def test_the_last_day_to_take_back_counts_working_days() -> None:
    record = world.penalty(CF_JDRQ="2025-09-01")
    filed = contest(record, "suit", date(2025, 9, 20), actor=WHO)
    done = contest_decided(filed.id, Result("revoked", date(2025, 9, 30), "示例判决"), actor=WHO)
    # 1 to 8 October 2025 are holidays; 9 and 10 work, and Saturday 11 is a make-up day.
    assert done.due_on == date(2025, 10, 11)


def test_a_contest_in_time_keeps_the_decision_from_being_adverse() -> None:
    record = world.penalty(CF_JDRQ="2025-01-06")
    served = Served(record, date(2025, 1, 6), "ordinary")
    waiting = record_service(served, date(2025, 3, 1), actor=WHO)
    assert waiting is not None
    assert waiting.holds.start == date(2025, 7, 8)
    filed = contest(record, "review", date(2025, 3, 10), actor=WHO)
    assert in_force(subject(), date(2025, 7, 8)).adverse == ()
    assert finalise(record, date(2025, 4, 1), actor=WHO) is None
    upheld = Result("upheld", date(2025, 5, 1), "示例复议决定1号", served_on=date(2025, 5, 10))
    contest_decided(filed.id, upheld, actor=WHO)
    again = find_adverse(record)
    assert again is not None
    # 15 days from 10 May 2025 end on Sunday the 25th; but the six months of the first one run on.
    assert again.holds.start in {date(2025, 5, 27), date(2025, 7, 8)}
    assert (again.how, again.end) == ("upheld", None)


def test_a_day_that_is_not_certain_is_asked_again() -> None:
    record = world.penalty()
    made = record_service(Served(record, world.decided(), "ordinary"), ago(0), actor=WHO)
    assert made is None
    assert pending() == [record]
    with pytest.raises(AlreadyThere):
        record_service(Served(record, ago(3), "ordinary"), ago(0), actor=WHO)
    make_adverse(world.finding(record))
    assert pending() == []


def test_nothing_is_served_in_the_future() -> None:
    with pytest.raises(GateShut):
        record_service(Served(world.penalty(), ago(-1), "ordinary"), ago(0), actor=WHO)


def test_what_was_repaired_does_not_become_adverse_again() -> None:
    record = world.penalty(CF_JDRQ="2025-01-06")
    served = Served(record, date(2025, 1, 6), "ordinary")
    made = record_service(served, ago(0), actor=WHO)
    assert made is not None
    end_adverse(made.id, world.end())
    assert finalise(record, ago(0), actor=WHO) is None


def test_a_contest_too_late_changes_nothing() -> None:
    record = world.penalty()
    make_adverse(world.finding(record))
    contest(record, "review", ago(5), actor=WHO)
    assert in_force(subject(), ago(0)).adverse != ()


@pytest.mark.parametrize(
    "served",
    [
        {"served_on": None},
        {"procedure": "simple"},
        {"procedure": "unknown"},
        {"told": False},
    ],
)
def test_what_is_not_known_makes_nothing_final(served: dict[str, object]) -> None:
    record = world.penalty()
    plain: dict[str, object] = {"served_on": ago(29), "procedure": "ordinary"}
    given = Served(record, **(plain | served))  # type: ignore[arg-type]  # of a test
    assert record_service(given, date(2027, 12, 1), actor=WHO) is None
    assert pending() == []
    assert find_adverse(record) is None


def test_finality_comes_by_itself_and_is_stored_once() -> None:
    record = world.penalty(CF_JDRQ="2025-01-06")
    served = Served(record, date(2025, 1, 6), "ordinary")
    made = record_service(served, ago(0), actor=WHO)
    assert made is not None
    # Six months for a suit: 6 July 2025 is a Sunday, so the 7th is the last day; 5 years in all.
    assert made.holds.start == date(2025, 7, 8)
    assert made.holds.end == date(2030, 1, 6) + timedelta(
        days=(made.holds.end or made.holds.start).day - 6
    )
    assert finalise(record, ago(0), actor=WHO) == made


def test_a_contest_is_known_once_and_decided_once() -> None:
    record = world.penalty()
    filed = contest(record, "review", ago(5), actor=WHO)
    with pytest.raises(AlreadyThere):
        contest(record, "review", ago(5), actor=WHO)
    for early in (Result("upheld", ago(6), "示例"), Result("upheld", ago(4), "")):
        with pytest.raises(GateShut):
            contest_decided(filed.id, early, actor=WHO)
    with pytest.raises(NotAnOutcome):
        contest_decided(filed.id, Result("odd", ago(4), "示例"), actor=WHO)  # type: ignore[arg-type]  # wrong on purpose
    contest_decided(filed.id, Result("withdrawn", ago(4), "示例"), actor=WHO)
    with pytest.raises(AlreadyOver):
        contest_decided(filed.id, Result("upheld", ago(3), "示例"), actor=WHO)
    with pytest.raises(NoSuchEffect):
        contest_decided(10**9, Result("upheld", ago(3), "示例"), actor=WHO)
    assert find_publication(record) is None
