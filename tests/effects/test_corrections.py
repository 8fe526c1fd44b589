"""A corrected service is told to every receiver, at once with the correction, and awaited."""

import json
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from checks.filing import entries as logged
from effects import world
from effects.serving import LIAISON, OFFICE, SENDER, STRANGER, given, key, served, waiting
from effects.world import asked
from mingjian.effects import final_day
from mingjian.effects.adverse import find_adverse
from mingjian.effects.contest import Result, contest, contest_decided
from mingjian.effects.dispute import dispute, settle
from mingjian.effects.in_force import in_force
from mingjian.effects.judge import Kept
from mingjian.effects.models import Adverse, ServedDecision, ToldCorrection
from mingjian.effects.problems import AlreadyThere, GateShut
from mingjian.effects.receivers import receivers
from mingjian.effects.repair import repair
from mingjian.effects.rules.contest import Outcome
from mingjian.effects.rules.standing import NotYet
from mingjian.effects.service.answer import answer_each
from mingjian.effects.service.outcome import Recorded
from mingjian.effects.target import Target
from mingjian.kernel.period import Period
from mingjian.papers.letter import letter
from mingjian.papers.models import Notice, Paper
from mingjian.papers.problems import AnotherUnits, NothingToAnswer
from mingjian.papers.read import paper
from mingjian.papers.receipts import answer, outstanding, receipts_of
from papers.making import OTHER, UNIT, subject

pytestmark = pytest.mark.usefixtures("told")
LATER = "2024-03-20"


@pytest.fixture
def record() -> UUID:
    """Recorded, adverse from 6 September 2024; two units were told, one of them by the record."""
    (one,) = waiting()
    made = given(one).adverse
    assert made is not None
    asked(subject(), OTHER, adverse=[made.id])
    asked(subject(), UNIT, records=[[str(one), 1]])
    asked(subject(), "not-told", adverse=[made.id + 1000])
    asked(subject(), "refused", "refused", adverse=[made.id])
    return one


def test_everybody_who_was_told_gets_the_letter_and_must_answer(record: UUID) -> None:
    done = given(record, LATER, reason="回证抄错")
    assert (done.what, done.told) == ("corrected", (OTHER, UNIT))
    told = ToldCorrection.objects.get(served__record_id=record, served__seq=2)
    found = receipts_of([told.paper_id])
    assert sorted(one.unit_id for one in found) == [OTHER, UNIT]
    assert {(one.sent_on, one.answered_on) for one in found} == {(timezone.localdate(), None)}
    written = letter(paper(told.paper_id))
    text = "\n".join(written.paragraphs)
    for words in (key(1), "2024-03-05", "2024-03-20", "回证抄错", "自 2024-09-21 起", "回告"):
        assert words in text
    assert written.number.startswith("明信更〔")
    ((_, _, about, body),) = logged("decision.service_corrected")
    assert (about, json.loads(body)["receivers"]) == (subject(), [OTHER, UNIT])


def test_the_receipt_is_tracked_until_all_have_answered(record: UUID) -> None:
    given(record, LATER, reason="回证抄错")
    (mine,) = outstanding(STRANGER)
    assert len(outstanding(OFFICE)) == 2
    with pytest.raises(AnotherUnits):
        answer(mine.notice_id, OFFICE)
    assert answer(mine.notice_id, STRANGER, "已核对").answered_on == timezone.localdate()
    assert outstanding(STRANGER) == []
    (left,) = outstanding(OFFICE)
    assert left.unit_id == UNIT
    with pytest.raises(NothingToAnswer):
        answer(10**9, OFFICE)


def test_each_correction_tells_again_and_the_earlier_one_stays_to_be_answered(record: UUID) -> None:
    given(record, LATER, reason="一")
    asked(subject(), SENDER, adverse=[Adverse.objects.latest("pk").pk])
    assert set(given(record, "2024-03-12", reason="二").told) == {SENDER, OTHER, UNIT}
    assert set(given(record, "2024-03-13", reason="三").told) == {SENDER, OTHER, UNIT}
    assert ToldCorrection.objects.count() == 3
    assert len(outstanding(OFFICE)) == 2 + 3 + 3


def said() -> str:
    """What the latest letter says of the information."""
    paper_id = ToldCorrection.objects.latest("pk").paper_id
    (found,) = (one for one in letter(paper(paper_id)).paragraphs if "不良信息" in one)
    return found


NEVER, UNKNOWN = "该决定不作为不良信息：", "现在还不能判断是否作为不良信息："


def test_a_correction_that_takes_the_information_away_says_so(record: UUID) -> None:
    given(record, procedure="simple", reason="实为当场处罚")
    assert said().startswith(NEVER)
    assert "简易程序" in said()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"procedure": "unknown"}, "处罚程序未知"),
        ({"served_on": None}, "送达日未知"),
        ({"told": False}, "救济途径"),
    ],
)
def test_what_is_not_known_is_not_told_as_settled(
    record: UUID, changes: dict[str, Any], why: str
) -> None:
    given(record, reason="更正", **changes)
    assert UNKNOWN in said()
    assert why in said()
    assert NEVER not in said()


def test_while_it_is_contested_the_letter_says_that_it_cannot_be_told(record: UUID) -> None:
    contest(record, "suit", date(2024, 5, 6), actor="user:9")
    given(record, LATER, reason="更正")
    assert UNKNOWN in said()
    assert "尚未办结" in said()


def test_a_day_that_a_holiday_notice_may_move_is_not_told_as_settled(
    record: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def moved(*_: object) -> NotYet:
        return NotYet(date(2024, 9, 21), "放假安排尚未公布")

    monkeypatch.setattr(final_day, "finality", moved)
    given(record, LATER, reason="更正")
    assert UNKNOWN in said()
    assert "放假安排尚未公布" in said()


def test_where_the_gate_refuses_it_the_letter_says_that_it_is_to_be_checked(
    record: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise GateShut(rule="示例", reason_zh="示例", reason_en="sample")

    monkeypatch.setattr("mingjian.effects.finalise.make_each", refused)
    assert given(record, LATER, reason="更正").adverse is None
    assert UNKNOWN in said()
    assert "核实" in said()


def test_what_was_repaired_does_not_come_again_and_the_letter_says_why(record: UUID) -> None:
    end = world.end()
    repair(Target("record", str(record)), end)
    given(record, LATER, reason="更正")
    assert said() == f"{NEVER}{end.why}。"


def test_what_would_be_final_after_its_time_in_the_file_never_is_in_it(
    record: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = Kept(Period(date(2024, 3, 4), date(2024, 9, 20)), while_listed=False)
    for where in ("finalise", "service.term"):
        monkeypatch.setattr(f"mingjian.effects.{where}.judged_retention", lambda _: short)
    given(record, LATER, reason="更正")
    assert said().startswith(NEVER)
    assert "保存期" in said()


def test_the_first_word_and_the_manner_alone_tell_nobody(record: UUID) -> None:
    assert given(record, how="post", reason="实为邮寄").told == ()
    assert (ToldCorrection.objects.count(), Notice.objects.count()) == (0, 0)


def test_where_nobody_was_told_no_paper_is_made() -> None:
    (one,) = waiting()
    given(one)
    assert given(one, LATER, reason="更正").told == ()
    assert Paper.objects.count() == Notice.objects.count() == 0


def test_without_the_notices_there_is_no_correction(
    record: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("mingjian.effects.service.correction.send", broken)
    with pytest.raises(RuntimeError):
        given(record, LATER, reason="更正")
    assert ServedDecision.objects.count() == 1
    assert ToldCorrection.objects.count() == Paper.objects.count() == 0
    known = find_adverse(record)
    assert known is not None
    assert (known.holds.start, known.end) == (date(2024, 9, 6), None)
    assert logged("decision.service_corrected") == []


def test_of_many_corrected_at_once_each_tells_its_own_receivers() -> None:
    records = waiting(4)
    made = [given(one).adverse for one in records]
    for unit, one in zip((OTHER, UNIT, OTHER), made, strict=False):
        assert one is not None
        asked(subject(), unit, adverse=[one.id])
    answers = [served(one, LATER, reason="更正") for one in records]
    told = answer_each(LIAISON, answers)
    expected = [tuple(receivers(Target("record", str(one)))) for one in records]
    assert expected == [(OTHER,), (UNIT,), (OTHER,), ()]
    assert [one.told for one in told.values() if isinstance(one, Recorded)] == expected


def test_what_is_disputed_stays_disputed_under_its_new_number(record: UUID) -> None:
    old = Adverse.objects.get().pk
    opened = date(2025, 1, 6)
    dispute(Target("adverse", str(old)), 7, on=opened, actor="user:9")
    given(record, LATER, reason="更正")
    new = find_adverse(record)
    assert new is not None
    assert new.id != old
    (mark,) = in_force(subject(), timezone.localdate()).disputed
    assert (mark.kind, mark.target, mark.case_id) == ("adverse", str(new.id), 7)
    assert in_force(subject(), opened).disputed == (mark,)
    settle(Target("adverse", str(old)), world.end(case_id=7))
    assert in_force(subject(), timezone.localdate()).disputed == ()


def test_a_settled_dispute_does_not_come_back(record: UUID) -> None:
    target = Target("adverse", str(Adverse.objects.get().pk))
    dispute(target, 7, on=date(2025, 1, 6), actor="user:9")
    settle(target, world.end(case_id=7))
    given(record, LATER, reason="更正")
    assert in_force(subject(), timezone.localdate()).disputed == ()


def test_a_mark_waits_while_there_is_no_information_and_comes_back_with_it(record: UUID) -> None:
    target = Target("adverse", str(Adverse.objects.get().pk))
    dispute(target, 7, on=date(2025, 1, 6), actor="user:9")
    given(record, procedure="simple", reason="实为当场处罚")
    again = given(record, reason="核对后恢复").adverse
    assert again is not None
    (mark,) = in_force(subject(), timezone.localdate()).disputed
    assert mark.target == str(again.id)


def test_an_objection_under_the_old_number_marks_what_is_in_force(record: UUID) -> None:
    """The form was open while the day was corrected, twice."""
    old = Adverse.objects.get().pk
    given(record, LATER, reason="更正")
    given(record, "2024-03-21", reason="再更正")
    marked = dispute(Target("adverse", str(old)), 7, on=date(2025, 1, 6), actor="user:9")
    new = find_adverse(record)
    assert new is not None
    assert (new.end, marked.target) == (None, str(new.id))
    assert in_force(subject(), timezone.localdate()).disputed == (marked,)
    settle(Target("adverse", str(old)), world.end(case_id=7))
    assert in_force(subject(), timezone.localdate()).disputed == ()


def test_one_case_marks_once_by_whichever_number(record: UUID) -> None:
    old = Target("adverse", str(Adverse.objects.get().pk))
    given(record, LATER, reason="更正")
    new = Target("adverse", str(Adverse.objects.latest("pk").pk))
    dispute(old, 7, on=date(2025, 1, 6), actor="user:9")
    for target in (old, new):
        with pytest.raises(AlreadyThere):
            dispute(target, 7, on=date(2025, 1, 6), actor="user:9")


def test_a_mark_put_while_there_is_no_information_comes_with_it(record: UUID) -> None:
    old = Adverse.objects.get().pk
    given(record, procedure="simple", reason="实为当场处罚")
    marked = dispute(Target("adverse", str(old)), 7, on=date(2025, 1, 6), actor="user:9")
    assert marked.target == str(old)
    again = given(record, reason="核对后恢复").adverse
    assert again is not None
    (mark,) = in_force(subject(), timezone.localdate()).disputed
    assert mark.target == str(again.id)


def test_a_repair_asked_for_under_the_old_number_stops_the_new(record: UUID) -> None:
    old = Target("adverse", str(Adverse.objects.get().pk))
    given(record, LATER, reason="更正")
    assert repair(old, world.end()).adverse == 1
    assert in_force(subject(), timezone.localdate()).adverse == ()


@pytest.mark.parametrize("outcome", ["upheld", "withdrawn"])
def test_a_late_contest_that_is_open_keeps_it_waiting_and_once_decided_takes_nothing_away(
    record: UUID, outcome: Outcome
) -> None:
    """Final on 6 September by the wrong day, on the 21st by the right one; filed on 1 October."""
    filed = contest(record, "suit", date(2024, 10, 1), actor="user:9")
    assert given(record, LATER, reason="更正").adverse is None
    assert in_force(subject(), timezone.localdate()).adverse == ()
    decided = Result(outcome, date(2024, 12, 2), "示例判决1号", date(2024, 12, 9))
    contest_decided(filed.id, decided, actor="user:9")
    made = find_adverse(record)
    assert made is not None
    assert (made.holds.start, made.how, made.end) == (date(2024, 9, 21), "no_contest", None)


def test_a_late_contest_that_was_decided_before_the_correction_takes_nothing_away(
    record: UUID,
) -> None:
    filed = contest(record, "suit", date(2024, 10, 1), actor="user:9")
    upheld = Result("upheld", date(2024, 12, 2), "示例判决1号", date(2024, 12, 9))
    contest_decided(filed.id, upheld, actor="user:9")
    made = given(record, LATER, reason="更正").adverse
    assert made is not None
    assert made.holds.start == date(2024, 9, 21)


def test_a_contest_that_was_in_time_by_the_right_day_keeps_it_from_being_final(
    record: UUID,
) -> None:
    """By the right day the suit of 1 October came in time: the limit ends on 21 October."""
    contest(record, "suit", date(2024, 10, 1), actor="user:9")
    assert given(record, "2024-04-21", reason="更正").adverse is None
    assert in_force(subject(), timezone.localdate()).adverse == ()
