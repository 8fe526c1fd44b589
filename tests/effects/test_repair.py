"""Repair stops everything in one go, and says who was told."""

import json

import pytest

from checks.filing import entries
from effects import world
from effects.world import asked
from mingjian.effects.adverse import find_adverse, make_adverse
from mingjian.effects.dispute import dispute, settle
from mingjian.effects.enter import enter, entry
from mingjian.effects.impose import impose
from mingjian.effects.in_force import in_force
from mingjian.effects.problems import AlreadyOver, AlreadyThere, GateShut, NoSuchEffect
from mingjian.effects.publish import find_publication, publish_record
from mingjian.effects.receivers import receivers
from mingjian.effects.repair import repair
from mingjian.effects.shield import shield
from mingjian.effects.target import Target, TargetKind
from papers.making import OTHER, UNIT, WHO, ago, paper, served, subject

pytestmark = pytest.mark.usefixtures("told")


def test_repair_of_a_record_stops_all_that_it_carries() -> None:
    record, about = world.penalty(), subject()
    publish_record(world.publishing(record))
    adverse = make_adverse(world.finding(record))
    decision = paper(about, unit_id="other-court")
    given = world.Heard(about, decision.id, served(decision.id, about, ago(28)).id)
    made = enter(world.listing(given, list_id="X-COURT", source_record=record))
    asked(about, UNIT, records=[[str(record), 1]])
    asked(about, OTHER, entries=[made.id])
    done = repair(Target("adverse", str(adverse.id)), world.end(case_id=3))
    assert (done.publications, done.adverse, done.entries, done.measures) == (1, 1, 1, 0)
    assert done.receivers == (OTHER, UNIT)
    now = in_force(about, ago(0))
    assert (now.entries, now.adverse, now.published) == ((), (), ())
    assert entry(made.id).end == world.end(case_id=3)
    ((_, _, who, body),) = entries("repair.done")
    assert (who, json.loads(body)["receivers"]) == (about, [OTHER, UNIT])


def test_repair_of_an_entry_stops_its_measures_and_leaves_others() -> None:
    given = world.heard()
    made = enter(world.listing(given))
    impose(world.imposition(given, measure_id="x-barred", entry_id=made.id))
    own = impose(world.imposition(given))
    done = repair(Target("entry", str(made.id)), world.end())
    assert (done.entries, done.measures) == (1, 1)
    assert [one.id for one in in_force(given.subject_id, ago(0)).measures] == [own.id]


def test_what_is_repaired_is_not_repaired_again() -> None:
    record = world.penalty()
    publish_record(world.publishing(record))
    target = Target("record", str(record))
    repair(target, world.end())
    with pytest.raises(AlreadyOver):
        repair(target, world.end())
    assert find_adverse(record) is None
    found = find_publication(record)
    assert found is not None
    assert found.end == world.end()


def test_repair_without_a_reason_stops_nothing() -> None:
    record = world.penalty()
    publish_record(world.publishing(record))
    with pytest.raises(GateShut):
        repair(Target("record", str(record)), world.end(basis=" "))
    found = find_publication(record)
    assert found is not None
    assert found.end is None


def test_receivers_are_those_who_were_answered() -> None:
    given = world.heard()
    made = enter(world.listing(given))
    about, target = given.subject_id, Target("entry", str(made.id))
    assert receivers(target) == []
    asked(about, UNIT, entries=[made.id])
    asked(about, UNIT, entries=[[str(made.id), 1]])
    asked(about, "refused", "refused", entries=[made.id])
    asked(about, "not-told", entries=[made.id + 1])
    asked(about, "other-kind", measures=[made.id])
    asked(subject(2), "other-subject", entries=[made.id])
    asked(about, "older")
    assert receivers(target) == [UNIT]


@pytest.mark.parametrize("kind", ["record", "adverse", "entry", "measure"])
def test_what_is_not_there_is_told(kind: TargetKind) -> None:
    target = Target(kind, "0")
    for verb in (
        lambda: receivers(target),
        lambda: repair(target, world.end()),
        lambda: dispute(target, 1, on=ago(1), actor=WHO),
    ):
        with pytest.raises(NoSuchEffect):
            verb()


def test_a_dispute_is_marked_once_and_settled_once() -> None:
    target = Target("record", str(world.penalty()))
    dispute(target, 1, on=ago(3), actor=WHO)
    with pytest.raises(AlreadyThere):
        dispute(target, 1, on=ago(2), actor=WHO)
    dispute(target, 2, on=ago(2), actor=WHO)
    settle(target, world.end(case_id=1))
    with pytest.raises(AlreadyOver):
        settle(target, world.end(case_id=1))
    for nobody in (3, None):
        with pytest.raises(NoSuchEffect):
            settle(target, world.end(case_id=nobody))
    assert [one.case_id for one in in_force(subject(), ago(0)).disputed] == [2]


def test_a_shield_rests_on_a_ruling_about_the_subject() -> None:
    one, other = subject(1), subject(2)
    for wrong in (paper(other, kind="ruling").id, paper(one).id):
        with pytest.raises(GateShut) as caught:
            shield(one, wrong, ago(1), 1, actor=WHO)
        assert caught.value.facts["rule"] == "effects_shield_ruling_of_subject"
