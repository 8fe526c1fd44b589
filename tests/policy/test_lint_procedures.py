"""The linter on procedures: one broken variant for each rule, and laws over random procedures."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.policy.lint import has_errors, lint_pack
from mingjian.policy.linting.paths import always_before, reached
from mingjian.policy.schema import Pack, Procedure
from policy.making import (
    DECIDES,
    TEXT,
    Plain,
    clock,
    deadline,
    pack,
    procedure,
    state,
    step,
)

SOUND = procedure().model_dump(by_alias=True)
SERVED = [{"paper": "prior_notice", "to": "subject", "served": True}]


def of(**changes: object) -> Pack:
    return pack(procedures=[procedure(**changes)], deadlines=[deadline()])


def with_step(id_: str, **changes: object) -> Pack:
    steps = [one | changes if one["id"] == id_ else one for one in SOUND["steps"]]
    return of(steps=steps)


def added(*steps: Plain, **changes: Any) -> Pack:
    states = [*SOUND["states"], *changes.pop("states", [])]
    return of(steps=[*SOUND["steps"], *steps], states=states, **changes)


def silent(by: Plain, *steps: Plain, on: str = "office", **changes: Any) -> Pack:
    running = clock("c", "notify", "decide", on, silence={"means": TEXT, "step": by["id"]})
    return added(by, *steps, clocks=[running | changes.pop("clock", {})], **changes)


def decide_by_system() -> Plain:
    return step("decide-2", "b", "ill", "system", **DECIDES)


def listing(**changes: object) -> Pack:
    """The determination enters on a list by its last step, unless changed."""
    return with_step("decide", effect="enter_list", **{"by": "head", **changes})


def recognition(**changes: object) -> Pack:
    """Proposed, then decided: nothing adverse, but the black lists are looked at."""
    decide: Plain = {"makes": "decision", "effect": "enter_list", "conditions": ["no_black_list"]}
    steps = [
        step("propose", None, "a"),
        step("decide", "a", "b", **{"by": "head", **decide, **changes}),
        step("publish", "b", "well", effect="publish", conditions=["no_black_list"]),
    ]
    states = [state("a"), state("b"), state("well", "favourable")]
    return of(kind="recognition", states=states, steps=steps)


def removal(*steps: Plain) -> Pack:
    """Asked by the subject and let out, with other steps beside."""
    plain = [step("ask", None, "a", "subject"), step("out", "a", "well", effect="leave_list")]
    states = [state("a"), state("well", "favourable")]
    return of(kind="removal", about=["entry"], states=states, steps=[*plain, *steps])


BROKEN = [
    ("repeated", of(states=[*SOUND["states"], state("a")])),
    ("repeated", added(step("drop", "a", "well"))),
    ("repeated", of(clocks=[clock("c", "notify", "decide"), clock("c", "notify", "decide")])),
    ("procedure_reference", with_step("drop", **{"from": ["nowhere"]})),
    ("procedure_reference", with_step("drop", to="nowhere")),
    ("procedure_reference", with_step("drop", after=["no-clock"])),
    ("procedure_reference", with_step("drop", other_person_than=["nobody"])),
    ("procedure_reference", with_step("drop", other_unit_than=["nobody"])),
    ("procedure_reference", of(clocks=[clock("c", "no-step", "decide")])),
    ("procedure_reference", of(clocks=[clock("c", "notify", "no-step")])),
    ("procedure_reference", of(clocks=[clock("c", "notify", "decide", pauses=["no-step"])])),
    ("procedure_reference", of(clocks=[clock("c", "notify", "decide", resumes=["no-step"])])),
    (
        "procedure_reference",
        of(clocks=[clock("c", "notify", "decide", extends=[{"step": "no", "length": 9}])]),
    ),
    (
        "procedure_reference",
        of(clocks=[clock("c", "notify", "decide", silence={"means": TEXT, "step": "no"})]),
    ),
    (
        "procedure_reference",
        of(clocks=[clock("c", "notify", "decide", length=None, unit=None, deadline="D9")]),
    ),
    ("procedure_unreachable", added(states=[state("island")])),
    ("procedure_no_end", added(step("lose", "a", "pit"), states=[state("pit")])),
    (
        "procedure_no_end",
        added(
            step("lose", "a", "pit"),
            step("turn", "pit", "pit-2"),
            step("return", "pit-2", "pit"),
            states=[state("pit"), state("pit-2")],
        ),
    ),
    ("procedure_after_end", added(step("reopen", "well", "a"))),
    ("procedure_no_notice", with_step("notify", notices=[{**SERVED[0], "to": "unit"}])),
    ("procedure_no_notice", added(step("strike", "b", "ill", adverse=True, makes="decision"))),
    ("procedure_no_paper", with_step("decide", makes=None)),
    ("procedure_two_persons", with_step("decide", other_person_than=["drop"])),
    ("procedure_two_persons", with_step("notify", other_unit_than=["decide"])),
    ("procedure_service", with_step("drop", served=["ruling"])),
    ("procedure_service", of(clocks=[clock("c", "propose", "decide", served="prior_notice")])),
    (
        "procedure_after",
        of(
            steps=[*SOUND["steps"][:3], step("drop", "a", "well", after=["c"])],
            clocks=[clock("c", "notify", "decide")],
        ),
    ),
    ("procedure_unsigned", listing(by="unit")),
    ("procedure_not_adverse", listing(adverse=False)),
    ("procedure_unsigned", recognition(by="unit")),
    ("procedure_unsigned", recognition(makes=None)),
    ("procedure_unchecked", recognition(conditions=[])),
    ("procedure_taken_away", removal(step("strike", None, "well", effect="leave_list"))),
    ("procedure_taken_away", removal(step("find", None, "a"))),
    ("procedure_nobody", added(decide_by_system())),
    ("procedure_silence", silent(step("shut", "b", "ill", "system"))),
    (
        "procedure_silence",
        silent(
            step("drift", "b", "fall", "system"),
            step("shut", "fall", "gone", "head"),
            states=[state("fall"), state("gone", "adverse")],
        ),
    ),
    (
        "procedure_silence",
        silent(
            step("drift", "b", "fall", "system"),
            step("shut", "fall", "gone", "system"),
            step("spare", "fall", "well", "head"),
            states=[state("fall"), state("gone", "adverse")],
        ),
    ),
    (
        "procedure_silence",
        silent(
            step("longer", "b", "b", "system"),
            clock={"extends": [{"step": "longer", "length": 20}]},
        ),
    ),
]
HARMLESS = [
    of(),
    listing(),
    recognition(),
    removal(),
    removal(step("note", None, "well", effect="leave_list", conditions=["decided_elsewhere"])),
    silent(step("over", "b", "well", "system")),
    silent(step("over", "b", "b", "system")),
    silent(step("shut", "b", "ill", "system"), on="subject"),
    of(clocks=[clock("c", "notify", "decide", served="prior_notice")]),
    of(clocks=[clock("c", "notify", "decide", length=None, unit=None, deadline="D1")]),
]


def errors(broken: Pack) -> set[str]:
    return {one.code.split(".")[-1] for one in lint_pack(broken) if one.severity == "error"}


@pytest.mark.parametrize(
    ("code", "broken"), BROKEN, ids=[f"{n}-{row[0]}" for n, row in enumerate(BROKEN)]
)
def test_every_rule_finds_its_fault_and_nothing_else(code: str, broken: Pack) -> None:
    assert errors(broken) == {code}


@pytest.mark.parametrize("sound", HARMLESS)
def test_a_sound_procedure_has_no_findings(sound: Pack) -> None:
    assert lint_pack(sound) == []


def test_an_adverse_step_cannot_open_a_case() -> None:
    struck = added(step("strike", None, "ill", **{**DECIDES, "other_person_than": []}))
    assert errors(struck) == {"procedure_no_notice", "procedure_service"}


def test_one_way_round_the_notice_is_enough_to_be_found() -> None:
    around = added(step("hurry", "a", "b"))
    assert errors(around) == {"procedure_no_notice", "procedure_service"}


def test_a_notice_of_another_paper_or_without_service_is_no_notice() -> None:
    for notice in ({**SERVED[0], "paper": "report"}, {**SERVED[0], "served": False}):
        assert errors(with_step("notify", notices=[notice])) >= {"procedure_no_notice"}


def test_two_versions_may_not_be_in_force_at_once() -> None:
    both = [procedure(effective_to="2026-04-01"), procedure(effective_from="2026-03-31")]
    assert errors(pack(procedures=both)) == {"overlap"}
    both[1] = procedure(effective_from="2026-04-01")
    assert not has_errors(lint_pack(pack(procedures=both)))


def test_a_broken_reference_is_told_instead_of_breaking_the_linter() -> None:
    broken = of(steps=[step("only", None, "a"), step("lost", "gone", "away", **DECIDES)])
    assert errors(broken) == {"procedure_reference"}


STATES = ("a", "b", "c", "d", "e")


KINDS: list[Plain] = [
    {},
    {"notices": SERVED},
    {"adverse": True, "served": ["prior_notice"], "makes": "decision"},
]
TRAITS = st.sampled_from(KINDS)


@st.composite
def drawn(draw: st.DrawFn) -> Procedure:
    """A procedure of five states and random steps; adverse ones and notices anywhere."""
    steps = [step("s0", None, "a", **draw(TRAITS))]
    for number, start in enumerate(draw(st.lists(st.sampled_from(STATES), max_size=9)), start=1):
        source = None if draw(st.integers(0, 9)) == 0 else start
        to = draw(st.sampled_from(STATES))
        steps.append(step(f"s{number}", source, to, **draw(TRAITS)))
    states = [state(one) for one in STATES]
    return procedure(states=states, steps=[*steps, step("last", "e", "a")])


def ways(one: Procedure, longest: int = 6) -> list[list[str]]:
    """Every order of steps up to a length, by trying all: the naive reading of a procedure."""
    found: list[list[str]] = [[step.id] for step in one.steps if step.opens]
    grown = list(found)
    for _ in range(longest - 1):
        grown = [
            [*way, following.id]
            for way, following in product(grown, one.steps)
            if one.step(way[-1]).to in following.sources
        ]
        found += grown[:3000]
    return found


@given(drawn())
def test_what_is_reached_is_what_some_way_reaches(one: Procedure) -> None:
    assert {one.step(way[-1]).to for way in ways(one, 5)} <= reached(one)


@given(drawn())
def test_a_procedure_without_the_finding_has_no_way_round_the_notice(one: Procedure) -> None:
    found = {
        finding.place.split(".")[-1]
        for finding in lint_pack(pack(procedures=[one]))
        if finding.code == "policy.lint.procedure_no_notice"
    }
    telling = {step.id for step in one.steps if step.notices}
    for way in ways(one, 5):
        if one.step(way[-1]).adverse and not telling & set(way[:-1]):
            assert way[-1] in found


@given(drawn(), st.sets(st.sampled_from([f"s{n}" for n in range(10)])))
def test_always_before_means_on_every_way(one: Procedure, given_: set[str]) -> None:
    for way in ways(one, 4):
        if always_before(one, one.step(way[-1]), given_):
            assert given_ & set(way[:-1])


@given(drawn())
def test_the_linter_never_breaks(one: Procedure) -> None:
    assert isinstance(lint_pack(pack(procedures=[one])), list)
