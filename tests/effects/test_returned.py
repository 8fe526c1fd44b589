"""From the day a code is returned until it is settled nothing new is held; what stands goes on."""

from collections.abc import Callable
from datetime import date

import pytest

from effects import world
from effects.doors import effects
from effects.test_whom import HERE
from mingjian.accounts.actor import SYSTEM
from mingjian.effects.adverse import make_adverse
from mingjian.effects.in_force import in_force
from mingjian.effects.problems import GateShut, SubjectUnclear
from mingjian.effects.publish import publish_record
from mingjian.registry.find import subject as find
from mingjian.registry.mark import Ground, keep_code, replace_code, return_code
from papers.making import ago, subject
from registry.register import code

pytestmark = pytest.mark.usefixtures("told")
GROUND = Ground(date(2026, 3, 2), "示例重错码清单〔2026〕1号", "示例")
NEW = code(900)
SETTLED: dict[str, Callable[[str], object]] = {
    "kept": lambda held: keep_code(SYSTEM, held, GROUND),
    "replaced": lambda held: replace_code(SYSTEM, held, NEW, GROUND),
}


def the_code(subject_id: int) -> str:
    found = find(subject_id)
    assert found is not None
    return found.code


@pytest.mark.parametrize("settle", SETTLED)
@pytest.mark.parametrize("act", HERE)
@pytest.mark.parametrize("flag", ["duplicate", "faulty"])
def test_new_entries_and_measures_wait_for_the_settling(flag: str, act: str, settle: str) -> None:
    heard = world.heard()
    held = the_code(heard.subject_id)
    return_code(SYSTEM, held, flag, GROUND)
    with pytest.raises(SubjectUnclear):
        HERE[act](heard)
    assert effects() == 0
    SETTLED[settle](held)
    HERE[act](heard)
    assert effects() == 1


def test_adverse_information_and_publication_wait_and_follow_the_code_that_is_kept() -> None:
    record = world.penalty()
    held = the_code(subject())
    return_code(SYSTEM, held, "duplicate", GROUND)
    for verb in (
        lambda: make_adverse(world.finding(record)),
        lambda: publish_record(world.publishing(record)),
    ):
        with pytest.raises(GateShut) as shut:
            verb()
        assert shut.value.facts["rule"] == "effects_code_in_use"
    keep_code(SYSTEM, held, GROUND)
    make_adverse(world.finding(record))
    publish_record(world.publishing(record))
    assert effects() == 2


def test_a_record_under_a_replaced_code_begins_nothing_any_more() -> None:
    record = world.penalty()
    held = the_code(subject())
    return_code(SYSTEM, held, "duplicate", GROUND)
    SETTLED["replaced"](held)
    with pytest.raises(GateShut) as shut:
        make_adverse(world.finding(record))
    assert shut.value.facts["rule"] == "effects_code_in_use"


@pytest.mark.parametrize("settle", SETTLED)
def test_what_is_in_force_stays_in_force(settle: str) -> None:
    heard, record = world.heard(), world.penalty()
    HERE["black"](heard)
    HERE["restraint"](heard)
    make_adverse(world.finding(record))
    about = heard.subject_id
    before = in_force(about, ago(0))
    assert before.entries
    assert before.measures
    held = the_code(about)
    return_code(SYSTEM, held, "faulty", GROUND)
    assert in_force(about, ago(0)) == before
    SETTLED[settle](held)
    assert in_force(about, ago(0)) == before
