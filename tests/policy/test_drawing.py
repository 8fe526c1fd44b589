"""The drawing shows every state and step once, flows down, and is the same every time."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.policy.drawing import START, chart
from mingjian.policy.handbook import page
from mingjian.policy.layering import columns, layers
from mingjian.policy.load import load_pack
from mingjian.policy.mermaid import mermaid
from mingjian.policy.schema import Procedure
from policy.making import PACKS, pack, procedure, state, step

NAMES = ("national", "zhejiang", "zhenhai-2019")
EVERY = [one for name in NAMES for one in load_pack(PACKS / name).procedures]
ARROWS = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=20)


@pytest.mark.parametrize("one", EVERY, ids=lambda one: f"{one.id}-{one.effective_from}")
def test_every_state_and_step_of_the_packs_is_drawn(one: Procedure) -> None:
    drawn = chart(one)
    assert {node.id for node in drawn.nodes} == {START, *(state.id for state in one.states)}
    places = [(node.layer, node.column) for node in drawn.nodes]
    assert len(set(places)) == len(places)
    assert places[0] == (0, 0)
    assert {edge.step for edge in drawn.edges} == {step.id for step in one.steps}
    assert len(drawn.edges) == sum(len(step.sources or (START,)) for step in one.steps)


@pytest.mark.parametrize("one", EVERY, ids=lambda one: f"{one.id}-{one.effective_from}")
def test_arrows_lead_down_unless_they_say_that_they_lead_back(one: Procedure) -> None:
    drawn = chart(one)
    layer = {node.id: node.layer for node in drawn.nodes}
    for edge in drawn.edges:
        assert edge.back == (layer[edge.target] <= layer[edge.source])
    assert {node.layer for node in drawn.nodes} == set(range(drawn.height))
    ends = {state.id: state.end for state in one.states}
    assert all(node.end == ends.get(node.id) for node in drawn.nodes)


def test_labels_come_in_both_languages() -> None:
    zh, en = chart(EVERY[0], "zh"), chart(EVERY[0], "en")
    assert (zh.nodes[0].label, en.nodes[0].label) == ("开始", "start")
    assert zh.title != en.title
    assert [n.id for n in zh.nodes] == [n.id for n in en.nodes]


def test_a_loop_and_parallel_steps_have_their_own_lanes() -> None:
    steps = [
        step("open", None, "a"),
        step("wait", "a", "a"),
        step("x", "a", "well"),
        step("y", "a", "well"),
    ]
    drawn = chart(procedure(states=[state("a"), state("well", "favourable")], steps=steps))
    told = {edge.step: (edge.back, edge.lane) for edge in drawn.edges}
    assert told == {"open": (False, 0), "wait": (True, 0), "x": (False, 0), "y": (False, 1)}
    assert (drawn.height, drawn.width) == (3, 1)


def test_a_step_from_two_states_is_drawn_from_both() -> None:
    drawn = chart(procedure())
    assert [edge.source for edge in drawn.edges] == [START, "a", "b", "b"]
    assert [edge.adverse for edge in drawn.edges] == [False, False, True, False]


@given(ARROWS)
def test_layers_are_the_longest_way_when_there_is_no_circle(arrows: list[tuple[str, str]]) -> None:
    down = [(a, b) for a, b in arrows if a < b]
    found = layers("abcdef", down)

    def longest(node: str) -> int:
        return max((1 + longest(a) for a, b in down if b == node), default=0)

    assert found == {node: longest(node) for node in "abcdef"}


@given(ARROWS)
def test_circles_do_not_break_the_layout(arrows: list[tuple[str, str]]) -> None:
    layer = layers("abcdef", arrows)
    column = columns(layer, arrows)
    places = {(layer[node], column[node]) for node in "abcdef"}
    assert len(places) == 6
    assert set(layer.values()) == set(range(max(layer.values()) + 1))
    again = layers("abcdef", arrows)
    assert (again, columns(again, arrows)) == (layer, column)


def test_mermaid_marks_adverse_and_timed_steps() -> None:
    steps = [*procedure().model_dump(by_alias=True)["steps"], step("over", "b", "well", "system")]
    text = mermaid(chart(procedure(steps=steps), "en"))
    assert 's_b ==>|"example"| s_ill' in text
    assert 's_b -.->|"example"| s_well' in text
    assert 's_well(["example"])' in text
    assert text.startswith("flowchart TD\n    start((")


def test_words_that_mermaid_would_trip_over_are_kept_apart() -> None:
    states = [state("end"), state("well", "favourable")]
    steps = [
        step("open", None, "end", name={"zh": '说"是"', "en": "say"}),
        step("x", "end", "well"),
    ]
    text = mermaid(chart(procedure(states=states, steps=steps)))
    assert "s_end" in text
    assert "say" not in text
    assert "说'是'" in text


def test_the_page_of_the_handbook_is_current() -> None:
    written = (PACKS.parent / "docs/policy/procedures.md").read_text(encoding="utf-8")
    folders = sorted(path.parent for path in PACKS.glob("*/pack.yaml"))
    assert written == page(load_pack(folder) for folder in folders)


def test_a_changed_procedure_changes_the_page() -> None:
    one = procedure()
    other = procedure(steps=[*one.model_dump(by_alias=True)["steps"], step("x", "a", "well")])
    assert page([pack(procedures=[one])]) != page([pack(procedures=[other])])


def test_the_page_names_every_step_clock_and_silence() -> None:
    text = page(load_pack(PACKS / name) for name in NAMES)
    for one in EVERY:
        assert f"## {one.name.zh} / {one.name.en}" in text
        ids = [step.id for step in one.steps] + [clock.id for clock in one.clocks]
        assert all(f"(`{id_}`)" in text for id_ in ids)
        assert all(clock.silence.means.zh in text for clock in one.clocks)


def test_the_page_is_made_by_a_command(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "mingjian.policy.handbook", str(PACKS)],
        check=True,
        capture_output=True,
        cwd=tmp_path,
    )
    folders = sorted(path.parent for path in PACKS.glob("*/pack.yaml"))
    assert done.stdout.decode() == page(load_pack(folder) for folder in folders)
