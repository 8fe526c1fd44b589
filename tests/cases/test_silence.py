"""Silence never harms: whatever a pack asks for when a clock runs out (acceptance 6)."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.making import almanac, clock, procedure, state, step, text, took
from mingjian.cases.engine.silence import Silence, due_silences, harms
from mingjian.policy.schema.procedure import Procedure

APPLIED = took("apply", "2025-03-03")
ALMANAC = almanac()
LATER = date(2025, 6, 30)


def brought(
    wanted: str | None, *, on: str = "office", taken: list[Any] | None = None, **more: Any
) -> list[Silence]:
    silence = {"means": text("silence"), "step": wanted}
    asked = procedure(clocks=[clock(on=on, silence=silence)], **more)
    return list(due_silences(asked, taken or [APPLIED], LATER, ALMANAC))


def test_nothing_happens_before_the_last_day_is_over() -> None:
    asked = procedure(clocks=[clock(silence={"means": text("x"), "step": "grant-by-silence"})])
    assert due_silences(asked, [APPLIED], date(2025, 3, 10), ALMANAC) == ()
    (found,) = due_silences(asked, [APPLIED], date(2025, 3, 11), ALMANAC)
    assert found.step is not None
    assert (found.step.id, found.refused) == ("grant-by-silence", False)


def test_without_a_step_it_is_only_overdue() -> None:
    (found,) = brought(None)
    assert (found.step, found.refused, found.running.overdue_by > 0) == (None, False, True)


@pytest.mark.parametrize("wanted", ["refuse-by-silence", "lapse", "refuse", "extend", "ask"])
def test_the_office_silence_never_refuses_closes_or_lengthens(wanted: str) -> None:
    (found,) = brought(wanted)
    assert (found.step, found.refused) == (None, True)


@pytest.mark.parametrize("effect", ["enter_list", "publish", "unshield"])
@pytest.mark.parametrize("on", ["office", "subject"])
def test_nobodys_silence_has_a_harmful_effect(effect: str, on: str) -> None:
    steps = [
        step("apply", "open", by="subject"),
        step("end", "granted", "open", by="system", effect=effect),
    ]
    (found,) = brought(
        "end", on=on, states=[state("open"), state("granted", "favourable")], steps=steps
    )
    assert found.refused


def test_the_subjects_own_silence_may_let_its_application_lapse() -> None:
    (found,) = brought("lapse", on="subject")
    assert found.step is not None
    assert found.step.id == "lapse"


def test_a_paused_clock_brings_nothing() -> None:
    assert brought("grant-by-silence", taken=[APPLIED, took("ask", "2025-03-04")]) == []


def test_a_last_day_that_may_move_is_waited_for() -> None:
    asked = procedure(clocks=[clock(silence={"means": text("x"), "step": "grant-by-silence"})])
    late = [took("apply", "2027-03-03")]
    assert due_silences(asked, late, date(2027, 6, 1), ALMANAC) == ()


def test_a_step_that_does_not_lead_on_is_not_taken() -> None:
    away = [step("apply", "waiting", by="subject"), step("end", "granted", "open", by="system")]
    away.append(step("look", "open", "waiting"))
    found = brought(
        "end",
        states=[state("open"), state("waiting"), state("granted", "favourable")],
        steps=away,
    )
    assert [(one.step, one.refused) for one in found] == [(None, False)]


ENDS = ("favourable", "adverse", "neutral")
PARTIES = ("unit", "head", "office", "reviewer", "subject", "system")


def _random(ends: tuple[str, ...], by: str, on: str, more: dict[str, Any]) -> Procedure:
    """Applied, then perhaps looked at, then one of three ends."""
    states = [state("open"), state("looked"), *(state(f"end-{i}", e) for i, e in enumerate(ends))]
    steps = [
        step("apply", "open", by="subject"),
        step("look", "looked", "open"),
        *(step(f"finish-{i}", f"end-{i}", "open", "looked") for i in range(len(ends))),
        step("by-silence", more.pop("to"), "open", by=by, **more),
    ]
    silence = {"means": text("x"), "step": "by-silence"}
    return procedure(
        states=states, steps=steps, clocks=[clock(on=on, silence=silence, stops=["look"])]
    )


asked_for = st.builds(
    lambda ends, by, on, to, adverse: (_random(ends, by, on, {"to": to, "adverse": adverse}), ends),
    st.tuples(*[st.sampled_from(ENDS)] * 3),
    st.sampled_from(PARTIES),
    st.sampled_from(["office", "subject"]),
    st.sampled_from(["looked", "end-0", "end-1", "end-2"]),
    st.booleans(),
)


@given(asked_for, st.integers(1, 400))
def test_under_any_procedure_silence_leaves_the_applicant_no_worse(
    made: tuple[Procedure, tuple[str, ...]], days: int
) -> None:
    asked, ends = made
    today = APPLIED.day + timedelta(days=days)
    for found in due_silences(asked, [APPLIED], today, ALMANAC):
        if found.step is None:
            continue
        assert found.step.by == "system"
        assert not found.step.adverse
        if asked.clocks[0].on == "office":
            end = asked.state(found.step.to).end
            assert end != "adverse"
            assert end != "neutral" or "favourable" not in ends


def test_harm_is_told_of_every_step_of_a_procedure() -> None:
    asked = procedure()
    (one,) = asked.clocks
    told = {s.id: harms(asked, one, s, "open") for s, _ in product(asked.steps, (1,))}
    assert [name for name, harm in told.items() if not harm] == ["grant-by-silence"]
