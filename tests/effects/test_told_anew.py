"""What comes into the file again after a correction is told to whoever was told before; once."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from effects.serving import LIAISON, OFFICE, SENDER, given, waiting
from effects.world import asked
from mingjian.effects import final_day
from mingjian.effects.adverse import find_adverse
from mingjian.effects.contest import Result, contest, contest_decided
from mingjian.effects.jobs import finalise_pending
from mingjian.effects.models import Adverse, ToldCorrection
from mingjian.effects.rules.contest import Outcome
from mingjian.effects.rules.standing import NotYet
from mingjian.effects.service.waiting import on_file
from mingjian.papers.letter import letter
from mingjian.papers.models import Notice, Paper
from mingjian.papers.read import paper
from mingjian.papers.receipts import answer, outstanding, receipts_of
from papers.making import OTHER, UNIT, subject

pytestmark = pytest.mark.usefixtures("told")
LATER = "2024-03-20"
WHO = "user:9"


@pytest.fixture
def record() -> UUID:
    """Adverse from 6 September 2024; one unit was told of it, another of the record."""
    (one,) = waiting()
    made = given(one).adverse
    assert made is not None
    asked(subject(), OTHER, adverse=[made.id])
    asked(subject(), UNIT, records=[[str(one), 1]])
    return one


@pytest.fixture
def left_open(record: UUID, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """Corrected while a notice of holidays was not out; it has come since."""
    with monkeypatch.context() as before:
        before.setattr(
            final_day, "finality", lambda *_: NotYet(date(2024, 9, 21), "放假安排尚未公布")
        )
        assert given(record, LATER, reason="回证抄错").adverse is None
    return record


def contested(record: UUID, day: date, outcome: Outcome = "upheld") -> None:
    filed = contest(record, "suit", day, actor=WHO)
    result = Result(outcome, date(2024, 12, 2), "示例判决1号", date(2024, 12, 9))
    contest_decided(filed.id, result, actor=WHO)


def anew() -> list[ToldCorrection]:
    return list(ToldCorrection.objects.exclude(adverse=None).order_by("pk"))


def units(told: ToldCorrection) -> list[str]:
    return sorted(one.unit_id for one in receipts_of([told.paper_id]))


def test_the_daily_job_tells_what_a_correction_left_open(left_open: UUID) -> None:
    assert len(outstanding(OFFICE)) == 2
    finalise_pending(0)
    made = find_adverse(left_open)
    assert made is not None
    (told,) = anew()
    assert (told.adverse_id, told.served.seq, units(told)) == (made.id, 2, sorted([OTHER, UNIT]))
    text = "\n".join(letter(paper(told.paper_id)).paragraphs)
    for words in ("现已算出", "2024-03-05", LATER, "回证抄错", "自 2024-09-21 起", "回告"):
        assert words in text
    assert "还不能判断" not in text
    assert len(outstanding(OFFICE)) == 4


def test_it_is_told_once(left_open: UUID) -> None:
    finalise_pending(0)
    notices = Notice.objects.count()
    finalise_pending(0)
    assert given(left_open, LATER, how="post", reason="实为邮寄").told == ()
    assert (len(anew()), Notice.objects.count()) == (1, notices)


def test_who_asked_in_between_is_told_too(left_open: UUID) -> None:
    asked(subject(), SENDER, records=[[str(left_open), 1]])
    finalise_pending(0)
    (told,) = anew()
    assert units(told) == sorted([OTHER, UNIT, SENDER])


@pytest.mark.parametrize("outcome", ["upheld", "withdrawn"])
def test_the_end_of_a_contest_tells_what_the_correction_left_open(
    record: UUID, outcome: Outcome
) -> None:
    filed = contest(record, "suit", date(2024, 10, 1), actor=WHO)
    assert given(record, LATER, reason="更正").adverse is None
    result = Result(outcome, date(2024, 12, 2), "示例判决1号", date(2024, 12, 9))
    contest_decided(filed.id, result, actor=WHO)
    (told,) = anew()
    assert told.paper.actor == WHO
    assert units(told) == sorted([OTHER, UNIT])
    finalise_pending(0)
    assert len(anew()) == 1


def test_what_was_taken_away_again_and_comes_again_is_told_each_time(record: UUID) -> None:
    """The corrected day was told; a suit in time took it away, and ended for the authority."""
    made = given(record, LATER, reason="更正").adverse
    assert (made is not None, anew()) == (True, [])
    contested(record, date(2024, 5, 6))
    (told,) = anew()
    again = find_adverse(record)
    assert made is not None
    assert again is not None
    assert told.adverse_id == again.id != made.id
    assert f"自 {again.holds.start} 起" in "\n".join(letter(paper(told.paper_id)).paragraphs)


def test_a_decision_that_was_undone_comes_not_again_and_nobody_is_told(record: UUID) -> None:
    given(record, LATER, reason="更正")
    contested(record, date(2024, 5, 6), "revoked")
    finalise_pending(0)
    assert anew() == []


def test_without_a_correction_nobody_heard_that_it_was_open(record: UUID) -> None:
    contested(record, date(2024, 5, 6))
    assert Adverse.objects.count() == 2
    assert ToldCorrection.objects.count() == Paper.objects.count() == 0


def test_a_correction_of_the_manner_alone_tells_what_is_made_with_it(left_open: UUID) -> None:
    done = given(left_open, LATER, how="post", reason="实为邮寄")
    assert done.told == tuple(sorted([OTHER, UNIT]))
    assert [one.adverse_id for one in anew()] == [done.adverse and done.adverse.id]


def test_a_correction_that_makes_it_anew_tells_by_its_own_letter_alone(left_open: UUID) -> None:
    assert given(left_open, "2024-03-21", reason="再更正").adverse is not None
    assert (anew(), ToldCorrection.objects.count()) == ([], 2)


def test_where_nobody_can_be_told_nothing_is_made(
    left_open: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("mingjian.effects.service.correction.send", broken)
    with pytest.raises(RuntimeError):
        finalise_pending(0)
    known = find_adverse(left_open)
    assert known is not None
    assert known.end is not None, "it is tried again the next day"
    assert anew() == []


@pytest.mark.usefixtures("told", "left_open")
def test_the_list_counts_units_and_not_letters() -> None:
    finalise_pending(0)
    first, *_ = outstanding(OFFICE)
    seen = [(one.receivers, one.answered) for one in on_file(OFFICE)]
    answer(first.notice_id, replace(LIAISON, unit_id=first.unit_id))
    assert seen == [(one.receivers, one.answered) for one in on_file(OFFICE)] == [(2, 0)]
    for one in outstanding(OFFICE):
        answer(one.notice_id, replace(LIAISON, unit_id=one.unit_id))
    assert [(one.receivers, one.answered) for one in on_file(OFFICE)] == [(2, 2)]
