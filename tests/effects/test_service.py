"""Many service days answered at once: recorded once, corrected with a reason, refused with one."""

import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from checks.filing import entries as logged
from effects import world
from effects.serving import (
    LIAISON,
    OFFICE,
    SENDER,
    STRANGER,
    key,
    of_other_unit,
    served,
    waiting,
)
from mingjian.accounts.decide import UnderRule
from mingjian.effects.adverse import end_adverse, find_adverse
from mingjian.effects.doubts import doubts
from mingjian.effects.in_force import in_force
from mingjian.effects.models import Adverse, ServedDecision
from mingjian.effects.problems import GateShut, NoSuchEffect
from mingjian.effects.service import waiting as lists
from mingjian.effects.service.answer import answer_each, counted
from mingjian.effects.service.find import decisions_named, the_one
from mingjian.effects.service.given import Served
from mingjian.effects.service.outcome import Recorded
from mingjian.effects.service.problems import (
    NoSuchDecision,
    OtherUnits,
    ServedAhead,
    ServedTooEarly,
    ServedTwice,
    ServiceKnown,
    SeveralDecisions,
)
from mingjian.effects.wording import SERVICE_CORRECTED
from mingjian.kernel.problem import Problem
from papers.making import subject
from registry.register import code

pytestmark = pytest.mark.usefixtures("told")
FINAL = date(2024, 9, 6)
"""Served on 5 March 2024: the six months for a suit end on 5 September."""


def answered(*given: Served) -> list[object]:
    """What became of each, in a word, or the class of what stood in the way."""
    told = answer_each(LIAISON, given).values()
    return [one.what if isinstance(one, Recorded) else type(one) for one in told]


def test_many_are_answered_at_once_and_become_adverse_by_themselves() -> None:
    records = waiting(12)
    told = answer_each(LIAISON, [served(one) for one in records])
    assert counted(told.values()) == {"recorded": 12, "corrected": 0, "unchanged": 0, "refused": 0}
    assert {one.holds.start for one in in_force(subject(), FINAL).adverse} == {FINAL}
    assert len(in_force(subject(), FINAL).adverse) == 12
    assert in_force(subject(), FINAL - timedelta(days=1)).adverse == ()
    assert lists.waiting(LIAISON) == []
    assert {row.missing for row in doubts(LIAISON).rows} <= {"publication"}


def test_every_answer_is_logged_with_all_that_was_said() -> None:
    (record,) = waiting()
    answered(served(record, how="post"))
    ((_, who, about, body),) = logged("decision.served")
    said = {"on": "2024-03-05", "procedure": "ordinary", "how": "post", "told": True}
    assert json.loads(body) == {"record": str(record), **said}
    assert (who, about) == (LIAISON.id, subject())


def test_the_same_answer_again_changes_and_logs_nothing() -> None:
    records = waiting(3)
    answered(*map(served, records))
    again = answered(*map(served, records), served(records[0]))
    assert again == ["unchanged"] * 3
    assert len(logged("decision.served")) == ServedDecision.objects.count() == 3


def test_simple_procedure_and_untold_remedies_never_become_adverse() -> None:
    one, two = waiting(2)
    assert answered(served(one, procedure="simple"), served(two, told=False)) == ["recorded"] * 2
    assert lists.waiting(LIAISON) == []
    assert Adverse.objects.count() == 0


def test_good_ones_are_taken_and_the_others_say_why() -> None:
    early, ahead, good, strange = waiting(4)
    foreign = of_other_unit(key(77))
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    told = answered(
        served(early, "2024-03-03"),
        served(ahead, tomorrow),
        served(good),
        served(foreign),
        served(uuid4()),
        served(strange, "2024-03-05"),
        served(strange, "2024-03-06"),
    )
    wrong = {ServedTooEarly, ServedAhead, UnderRule, NoSuchEffect, ServedTwice}
    assert set(told) == wrong | {"recorded"}
    assert [row.record_id for row in ServedDecision.objects.all()] == [good]


def test_the_gate_refuses_one_and_takes_the_rest() -> None:
    """A code that is not in use makes no adverse information; the others are not held up by it."""
    good = waiting(3)
    bad = world.penalty(key=key(50), CF_JDRQ="2024-03-04", CF_XDR_SHXYM=code(2))
    told = answer_each(LIAISON, [served(one) for one in (*good, bad)])
    assert isinstance(told[bad], GateShut)
    assert counted(told.values())["recorded"] == 3
    assert len(in_force(subject(), FINAL).adverse) == 3


def test_another_day_wants_a_reason_and_says_what_is_recorded() -> None:
    (record,) = waiting()
    answered(served(record))
    told = answer_each(LIAISON, [served(record, "2024-03-20")])[record]
    assert isinstance(told, ServiceKnown)
    assert "2024-03-05" in told.sentence("zh")
    assert "2024-03-05" in told.sentence("en")
    assert answered(served(record, "2024-03-20", reason=" \u3000")) == [ServiceKnown]
    (known,) = in_force(subject(), FINAL).adverse
    assert known.holds.start == FINAL


def test_a_correction_keeps_the_first_and_moves_the_day_of_finality() -> None:
    (record,) = waiting()
    answered(served(record))
    assert answered(served(record, "2024-03-20", reason="回证日期抄错")) == ["corrected"]
    rows = ServedDecision.objects.order_by("seq").values_list("seq", "served_on", "reason")
    assert list(rows) == [(1, date(2024, 3, 5), ""), (2, date(2024, 3, 20), "回证日期抄错")]
    assert in_force(subject(), FINAL).adverse == ()
    moved = find_adverse(record)
    assert moved is not None
    assert (moved.holds.start, moved.end) == (date(2024, 9, 21), None)
    old = Adverse.objects.order_by("pk")[0]
    assert old.ended_why == SERVICE_CORRECTED
    ((*_, text),) = logged("decision.service_corrected")
    body = json.loads(text)
    assert (body["before"]["on"], body["on"]) == ("2024-03-05", "2024-03-20")
    assert body["reason"] == "回证日期抄错"


def test_a_correction_to_simple_procedure_takes_the_information_away() -> None:
    (record,) = waiting()
    answered(served(record))
    changed = served(record, procedure="simple", reason="实为当场处罚")
    assert answered(changed, changed) == ["corrected"]
    assert in_force(subject(), timezone.localdate()).adverse == ()
    assert answered(served(record, reason="核对后恢复")) == ["corrected"]
    assert len(in_force(subject(), timezone.localdate()).adverse) == 1


def test_a_correction_that_moves_nothing_leaves_the_information_alone() -> None:
    (record,) = waiting()
    answered(served(record))
    before = find_adverse(record)
    assert answered(served(record, how="post", reason="实为邮寄")) == ["corrected"]
    assert find_adverse(record) == before


def test_what_was_repaired_does_not_come_back_by_a_correction() -> None:
    (record,) = waiting()
    answered(served(record))
    made = find_adverse(record)
    assert made is not None
    end_adverse(made.id, world.end())
    assert answered(served(record, "2024-03-20", reason="更正")) == ["corrected"]
    assert in_force(subject(), timezone.localdate()).adverse == ()


def test_the_list_says_what_waits_and_for_whom() -> None:
    record, _other = waiting(2)
    (one,) = [row for row in lists.waiting(LIAISON) if row.record_id == record]
    assert (one.number, one.unit_id, one.decided_on) == (key(1), SENDER, date(2024, 3, 4))
    assert (one.name, one.code) == ("示例1号有限公司", code(1))
    assert not one.overdue
    late = lists.waiting(LIAISON, on=one.due_on + timedelta(days=1))
    assert all(row.overdue for row in late)
    assert len(lists.waiting(OFFICE)) == len(lists.waiting(OFFICE, unit_id=SENDER)) == 2
    assert lists.waiting(STRANGER) == lists.waiting(OFFICE, unit_id=STRANGER.unit_id) == []
    assert len(lists.waiting(LIAISON, limit=1)) == 1


def test_what_is_on_file_shows_the_last_word_and_what_came_of_it() -> None:
    one, two = waiting(2)
    answered(served(one), served(two, procedure="simple"))
    answered(served(one, "2024-03-20", reason="更正"))
    found = {row.record_id: row for row in lists.on_file(LIAISON)}
    assert (found[one].served_on, found[one].corrected) == (date(2024, 3, 20), 1)
    assert found[one].adverse == find_adverse(one)
    assert (found[two].procedure, found[two].adverse) == ("simple", None)
    assert lists.on_file(STRANGER) == []


def test_a_number_means_the_own_decision_or_says_why_not() -> None:
    (record,) = waiting()
    of_other_unit(key(1))
    of_other_unit(key(88))
    same = world.penalty(2, key="示例另一份", CF_WSH=key(90), CF_JDRQ="2024-03-04")
    world.penalty(3, key="示例第三份", CF_WSH=key(90), CF_JDRQ="2024-03-04")
    named = decisions_named([key(1), key(88), key(90), "没有的"])
    assert the_one(named, key(1), "", SENDER).record_id == record
    assert the_one(named, key(90), code(2), SENDER).record_id == same
    wrong: list[tuple[str, str, type[Problem]]] = [
        ("没有的", "", NoSuchDecision),
        (key(1), code(5), NoSuchDecision),
        (key(88), "", OtherUnits),
        (key(90), "", SeveralDecisions),
    ]
    for number, given, problem in wrong:
        with pytest.raises(problem):
            the_one(named, number, given, SENDER)
