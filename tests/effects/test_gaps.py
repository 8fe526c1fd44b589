"""What the gate and the verbs must also hold: whose, by whom, how long, and said by its name."""

from datetime import date, timedelta

import pytest

from checks.filing import entries as logged
from effects import world
from effects.following import followed
from mingjian.accounts.actor import Actor, Held
from mingjian.accounts.decide import UnderRule
from mingjian.effects.adverse import make_adverse
from mingjian.effects.dispute import dispute
from mingjian.effects.doubts import answer, doubts
from mingjian.effects.enter import enter, leave
from mingjian.effects.gate import Term
from mingjian.effects.impose import impose
from mingjian.effects.in_force import in_force
from mingjian.effects.problems import (
    AlreadyOver,
    AlreadyThere,
    GateShut,
    NoSuchEffect,
    NotOfSubject,
)
from mingjian.effects.publish import publish_record
from mingjian.effects.service.given import Served
from mingjian.effects.target import Target
from mingjian.effects.undo import undo
from mingjian.effects.whose import Whose, whose
from mingjian.ledger.read import as_of
from papers.making import OTHER, UNIT, WHO, ago, subject

pytestmark = pytest.mark.usefixtures("told")
SENDER = "qu-fgj"
LIAISON = Actor("user:1", "示例联络员", SENDER, (Held("liaison"),))
STRANGER = Actor("user:2", "示例外单位", OTHER, (Held("liaison"),))
OFFICE = Actor("user:3", "示例信用办", "zhenhai-credit-office", (Held("credit_office"),))


@pytest.mark.parametrize(
    "target",
    [
        Target("entry", "0"),
        Target("entry", "1e3"),
        Target("entry", "9" * 30),
        Target("measure", "-1"),
        Target("adverse", "'; DROP TABLE effects_entry; --"),
        Target("record", "17"),
        Target("record", "00000000-0000-0000-0000-000000000000"),
        Target("anything", "1"),  # type: ignore[arg-type]  # what is not there
    ],
)
def test_what_is_not_there_is_nobodys(target: Target) -> None:
    with pytest.raises(NoSuchEffect):
        whose(target)
    with pytest.raises(NoSuchEffect):
        dispute(target, 1, on=ago(0), actor=WHO)


def test_each_thing_has_its_subject_and_its_unit() -> None:
    given, record = world.heard(), world.penalty()
    listed = enter(world.listing(given))
    imposed = impose(world.imposition(given))
    made = make_adverse(world.finding(record))
    own, delivered = Whose(given.subject_id, UNIT), Whose(given.subject_id, SENDER)
    assert whose(Target("entry", str(listed.id))) == own
    assert whose(Target("measure", str(imposed.id))) == own
    assert whose(Target("adverse", str(made.id))) == delivered
    assert whose(Target("record", str(record).upper())) == delivered


def test_nobody_disputes_what_is_anothers() -> None:
    listed = enter(world.listing(world.heard()))
    target = Target("entry", str(listed.id))
    with pytest.raises(NotOfSubject):
        dispute(target, 1, on=ago(0), actor=WHO, subject_id=subject(2))
    assert in_force(listed.subject_id, ago(0)).disputed == ()
    dispute(target, 1, on=ago(0), actor=WHO, subject_id=listed.subject_id)
    assert len(in_force(listed.subject_id, ago(0)).disputed) == 1


def test_the_unit_of_a_measure_is_the_unit_of_its_decision() -> None:
    given = world.heard()
    listed = enter(world.listing(given))
    for changes in ({}, {"measure_id": "x-barred", "entry_id": listed.id}):
        with pytest.raises(GateShut) as shut:
            impose(world.imposition(given, unit_id=OTHER, **changes))
        assert shut.value.facts["rule"] == "effects_decision_of_unit"
        assert impose(world.imposition(given, **changes)).unit_id == UNIT


def test_a_withdrawal_is_called_so() -> None:
    record = world.penalty()
    made = make_adverse(world.finding(record))
    publish_record(world.publishing(record))
    undo(Target("record", str(record)), world.end())
    assert as_of(record) == []
    assert in_force(made.subject_id, ago(0)).adverse == ()
    assert len(logged("decision.withdrawn")) == 1
    assert logged("repair.done") == []
    with pytest.raises(AlreadyOver):
        undo(Target("record", str(record)), world.end())


def test_a_withdrawn_entry_leaves_the_ledger_alone() -> None:
    record, given = world.penalty(), world.heard()
    listed = enter(world.listing(given, list_id="X-COURT", source_record=record))
    undo(Target("entry", str(listed.id)), world.end())
    assert in_force(given.subject_id, ago(0)).entries == ()
    assert len(as_of(record)) == 1


KEPT = 5
"""So many days ago the information would leave the file."""


def listed(term: Term, list_id: str = "X-BLACK") -> int:
    given = world.heard()
    return enter(world.listing(given, list_id=list_id, parts=given.parts(term=term))).id


def kept(about: int, day: date) -> bool:
    return bool(in_force(about, day).adverse)


def adverse(*, while_listed: bool = True) -> int:
    made = make_adverse(world.finding(world.penalty(), until=ago(KEPT), while_listed=while_listed))
    return made.subject_id


def test_on_a_black_list_the_information_stays_until_it_left() -> None:
    about = adverse()
    left = ago(2)
    listed(Term(ago(20), left))
    assert [kept(about, ago(n)) for n in (6, 5, 3, 2, 1)] == [True, True, True, False, False]
    (one,) = in_force(about, ago(KEPT)).adverse
    assert one.holds.end == left


def test_the_open_end_of_a_list_keeps_it_while_it_lasts() -> None:
    about = adverse()
    number = listed(Term(ago(20), None, world.EXIT))
    assert kept(about, ago(-4000))
    leave(number, world.end(ago(1)))
    assert (kept(about, ago(2)), kept(about, ago(1))) == (True, False)


@pytest.mark.parametrize(
    ("list_id", "first", "last", "while_listed"),
    [
        ("X-BLACK", 20, 2, False),
        ("X-RED", 20, 2, True),
        # Listed only after it left the file, or left the list on the very day: nothing revives it.
        ("X-BLACK", 4, 2, True),
        ("X-BLACK", 20, KEPT, True),
    ],
)
def test_nothing_else_keeps_it(list_id: str, first: int, last: int, *, while_listed: bool) -> None:
    about = adverse(while_listed=while_listed)
    listed(Term(ago(first), ago(last)), list_id)
    assert (kept(about, ago(6)), kept(about, ago(KEPT)), kept(about, ago(3))) == (
        True,
        False,
        False,
    )


def test_a_repaired_information_is_not_kept_by_a_list() -> None:
    about = adverse()
    listed(Term(ago(20), ago(2)))
    (one,) = in_force(about, ago(6)).adverse
    undo(Target("adverse", str(one.id)), world.end(ago(4)))
    assert (kept(about, ago(KEPT)), kept(about, ago(4))) == (True, False)


def test_what_is_missing_is_a_question_to_the_unit_with_a_last_day() -> None:
    record = world.penalty()
    followed(1)
    page = doubts(LIAISON)
    (one,) = [row for row in page.rows if row.missing == "service"]
    assert (one.record_id, one.unit_id, one.submission_id) == (record, SENDER, 1)
    assert one.due_on > ago(0)
    assert not one.overdue
    late = doubts(LIAISON, on=one.due_on + timedelta(days=1))
    assert all(row.overdue for row in late.rows)
    assert page.total == doubts(OFFICE).total == len(page.rows)
    assert doubts(STRANGER).total == 0


def test_an_answer_closes_the_question_and_may_make_it_adverse() -> None:
    record = world.penalty(CF_JDRQ="2024-03-04")
    followed(1)
    served = Served(record, date(2024, 3, 5), "ordinary")
    with pytest.raises(UnderRule):
        answer(STRANGER, served)
    made = answer(LIAISON, served)
    assert made is not None
    # Six months after 5 March 2024; the longer of review and suit.
    assert made.holds.start == date(2024, 9, 6)
    assert "service" not in {row.missing for row in doubts(LIAISON).rows}
    with pytest.raises(AlreadyThere):
        answer(LIAISON, served)


def test_a_withdrawn_record_is_no_question_any_more() -> None:
    record = world.penalty()
    followed(1)
    undo(Target("record", str(record)), world.end())
    assert doubts(LIAISON).total == 0


def test_what_the_file_would_not_keep_is_not_asked_about() -> None:
    world.penalty(CF_JDRQ="2009-03-02")
    followed(1)
    assert {row.missing for row in doubts(LIAISON).rows} <= {"publication"}


def test_the_questions_come_in_pages() -> None:
    for n in range(7):
        world.penalty(key=f"示罚〔2026〕{n}号")
    followed(1)
    seen = [row.id for page in (1, 2, 3, 4, 5) for row in doubts(LIAISON, page=page, size=3).rows]
    assert len(seen) == len(set(seen)) == doubts(LIAISON).total
