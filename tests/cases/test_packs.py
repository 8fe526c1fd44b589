"""Acceptance 6 over all procedures of the packs: silence never harms, whatever way a case went."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.making import took
from mingjian.cases.binding import BOUND
from mingjian.cases.course import almanac
from mingjian.cases.engine.open_steps import open_steps
from mingjian.cases.engine.silence import due_silences, harms
from mingjian.cases.engine.standing import leading_on, outcomes, standing
from mingjian.cases.engine.taken import Taken
from mingjian.policy.schema.procedure import Clock, Procedure, Step
from mingjian.policy.standing import policies

DAY = date(2026, 5, 6)
ALL: list[Procedure] = [one for pack in policies().packs for one in pack.procedures]


@pytest.mark.parametrize("procedure", ALL, ids=lambda one: f"{one.id}-{one.effective_from}")
def test_no_pack_asks_for_a_silence_that_would_be_refused(procedure: Procedure) -> None:
    for clock in procedure.clocks:
        if clock.silence.step is None:
            continue
        step = procedure.step(clock.silence.step)
        for state in step.sources:
            assert not harms(procedure, clock, step, state), (clock.id, step.id, state)


def test_every_effect_that_a_pack_names_is_performed() -> None:
    named = {step.effect for one in ALL for step in one.steps if step.effect}
    assert named <= BOUND.keys()


@st.composite
def courses(draw: st.DrawFn) -> tuple[Procedure, list[Taken], date]:
    """Any way through any procedure, whoever did what, with or without proofs of service."""
    procedure = draw(st.sampled_from(ALL))
    taken: list[Taken] = []
    day = DAY
    for _ in range(draw(st.integers(1, 8))):
        free = leading_on(procedure, standing(procedure, taken))
        if not free:
            break
        step = draw(st.sampled_from(free))
        day += timedelta(days=draw(st.integers(0, 12)))
        kinds = [notice.paper for notice in step.notices if notice.served]
        served = dict.fromkeys(kinds, day) if draw(st.booleans()) else {}
        taken.append(took(step.id, day, served=served))
    return procedure, taken, day + timedelta(days=draw(st.integers(0, 150)))


def lengthened(procedure: Procedure, step: Step) -> bool:
    office: list[Clock] = [one for one in procedure.clocks if one.on == "office"]
    return any(step.id in one.pauses or step.id in {e.step for e in one.extends} for one in office)


@settings(max_examples=300, deadline=None)
@given(courses())
def test_whatever_way_a_case_went_silence_leaves_nobody_worse(
    course: tuple[Procedure, list[Taken], date],
) -> None:
    procedure, taken, today = course
    here = standing(procedure, taken)
    assert here is not None
    for found in due_silences(procedure, taken, today, almanac()):
        assert not found.refused
        if found.step is None:
            continue
        assert found.step.by == "system"
        assert not found.step.adverse
        assert not lengthened(procedure, found.step)
        if found.running.clock.on == "office":
            before, after = outcomes(procedure, here.id), outcomes(procedure, found.step.to)
            assert procedure.state(found.step.to).end != "adverse"
            assert "favourable" not in before or "favourable" in after


@settings(max_examples=300, deadline=None)
@given(courses())
def test_whatever_way_a_case_went_nothing_adverse_is_open_without_a_served_notice(
    course: tuple[Procedure, list[Taken], date],
) -> None:
    procedure, taken, today = course
    for found in open_steps(procedure, taken, today, almanac()):
        if found.step.adverse and not found.blocked_by:
            assert any(one.served for one in taken)
