from typing import Any

import pytest

from mingjian.policy.lint import lint, lint_pack
from mingjian.policy.schema import Pack
from policy.making import PACKS, SAID, TEXT, listing, pack
from policy.repair.making import cls, exit_of, plain


def of(*sets: dict[str, Any], **changes: Any) -> Pack:
    return pack(repair=sets, lists=[listing()], **changes)


PAPER = {"name": TEXT, "classes": ["nothing"], **SAID}
BROKEN = [
    ("repair_periods", of(plain(classes=[cls(min_months=13)]))),
    ("repair_content", of(plain(classes=[cls("a", "warning"), cls("b", "warning", "fine")]))),
    ("repair_others", of(plain(classes=[cls("a", others=True), cls("b", others=True)]))),
    ("repair_list", of(plain(list_exits=[exit_of("nothing")]))),
    ("repair_class", of(plain(classes=[cls()], documents=[PAPER]))),
    ("repeated", of(plain(classes=[cls(), cls()]))),
    ("repeated", of(plain(effective_to="2020-01-01"), plain(effective_from="2020-01-01"))),
    ("overlap", of(plain("a"), plain("b"))),
    ("overlap", of(plain("a", effective_to="2020-01-02"), plain("b", effective_from="2020-01-01"))),
    ("overlap", of(plain(list_exits=[exit_of(), exit_of()]))),
    (
        "overlap",
        of(plain("a", list_exits=[exit_of()]), plain("b", scope="lists", list_exits=[exit_of()])),
    ),
]
SOUND = [
    of(),
    of(plain("a", effective_to="2020-01-01"), plain("b", effective_from="2020-01-01")),
    of(plain("a"), plain("b", scope="programme")),
    of(plain("a"), plain("b", jurisdiction="别处")),
    of(plain("a", scope="lists"), plain("b", scope="lists")),
    of(plain(classes=[cls("a", "warning", min_months=12), cls("b", "fine", min_months=None)])),
    of(
        plain(list_exits=[exit_of(effective_to="2020-01-01"), exit_of(effective_from="2020-01-01")])
    ),
]


@pytest.mark.parametrize(("code", "broken"), BROKEN)
def test_every_rule_finds_its_fault_and_nothing_else(code: str, broken: Pack) -> None:
    grave = [one for one in lint_pack(broken) if one.severity == "error"]
    assert {one.code for one in grave} == {f"policy.lint.{code}"}
    assert all(one.file and one.zh and one.en for one in grave)


@pytest.mark.parametrize("sound", SOUND)
def test_sound_rules_have_no_findings(sound: Pack) -> None:
    assert lint_pack(sound) == []


def test_a_set_of_a_base_counts_too() -> None:
    base = pack("base", repair=[plain("far")])
    near = pack(repair=[plain("near")], extends=["base"])
    assert {one.code for one in lint_pack(near, (base,))} == {"policy.lint.overlap"}


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("classes", [cls(mark="recalled")]),
        ("classes", [cls(marks={"max_months": "recalled"})]),
        ("classes", [cls(falls=[{"contents": ["fine"], "source": "memory", "mark": "recalled"}])]),
        ("closures", [{"name": TEXT, **SAID, "mark": "recalled"}]),
        ("marks", {"start": "recalled"}),
    ],
)
def test_what_is_recalled_is_listed(part: str, value: Any) -> None:
    findings = lint_pack(of(plain(**{part: value})))
    assert {(one.code, one.severity) for one in findings} == {
        ("policy.lint.recalled", "information")
    }


def test_the_packs_name_every_recalled_value_of_repair() -> None:
    told = {
        one.place
        for name in ("national", "zhejiang")
        for one in lint(PACKS / name)
        if one.code == "policy.lint.recalled" and one.file == "repair"
    }
    assert "ndrc_58_2023.closures.1" in told
    assert "ndrc_36_2026.classes.serious.falls.2" in told
    assert "samr_2021.list_exits.1" in told
    assert not any(place.startswith("zj_") for place in told)
