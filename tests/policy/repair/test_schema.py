from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from mingjian.policy.load import load_pack
from mingjian.policy.problems import BrokenPack
from mingjian.policy.resolve import Policies
from mingjian.policy.schema import RepairRules
from mingjian.policy.schema.penalty import PenaltyKind
from policy.making import SAID, pack, write_pack
from policy.repair.making import cls, exit_of, plain, rules

HEAD = """\
id: small_2020
title: {zh: 示例办法, en: Example rules}
jurisdiction: 示例区
scope: penalty_publication
start: decision
effective_from: 2020-01-01
source: test
mark: verified
classes:
  - id: one
    name: {zh: 一, en: one}
    min_months: 3
    falls:
      - {contents: [warning]}
      - {contents: [large_fine], source: memory, mark: recalled}
"""


def loaded(tmp_path: Path, text: str) -> RepairRules:
    (one,) = load_pack(write_pack(tmp_path, {"repair/small.yaml": text})).repair
    return one


def test_parts_inherit_source_and_mark_from_what_they_are_in(tmp_path: Path) -> None:
    (one,) = loaded(tmp_path, HEAD).classes
    assert [(falls.source, falls.mark) for falls in one.falls] == [
        ("test", "verified"),
        ("memory", "recalled"),
    ]
    assert not one.recalled(PenaltyKind.WARNING)
    assert one.recalled(PenaltyKind.LARGE_FINE)
    assert not one.recalled(PenaltyKind.CLOSED)
    assert one.max_months is None


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("min_months: 3", "min_months: three", 12),
        ("[warning]", "[scolding]", 14),
        ("start: decision", "start: somewhen", 5),
        ("min_months: 3", "minimum: 3", 12),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int) -> None:
    with pytest.raises(BrokenPack) as caught:
        loaded(tmp_path, HEAD.replace(old, new))
    assert {(one.facts["file"], one.place) for one in caught.value.faults} == {
        ("repair/small.yaml", f"line {line}")
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "Bad Id"},
        {"scope": "anything"},
        {"marks": {"nothing": "recalled"}},
        {"classes": [cls(min_months=-1)]},
        {"classes": [cls(max_months=0)]},
        {"classes": [cls(marks={"nothing": "recalled"})]},
        {"retention": [{"months": 60, **SAID}, {"months": 12, **SAID}]},
        {"retention": [{"months": 0, **SAID}]},
        {"fine_sizes": [{"size": "warning", **SAID}]},
        {"never_early": [{"kinds": [], **SAID}]},
        {"list_exits": [exit_of(basis="")]},
        {"effective_from": "2020-01-01", "effective_to": "2020-01-01"},
    ],
)
def test_what_makes_no_sense_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        RepairRules.model_validate(plain(**changes))


def test_an_entry_of_a_class_may_be_named_in_several_parts() -> None:
    falls = [
        {"contents": ["fine"], **SAID},
        {"contents": ["fine"], "source": "m", "mark": "recalled"},
    ]
    (one,) = rules(classes=[cls(falls=falls)]).classes
    assert not one.recalled(PenaltyKind.FINE)  # one part read it, memory adds nothing


def test_rules_are_asked_by_day() -> None:
    sets = [plain("a", effective_to="2020-01-01"), plain("b", effective_from="2020-01-01")]
    both = Policies([pack(repair=sets)])
    from_yaml = yaml.safe_load("[2019-12-31, 2020-01-01]")
    assert [[one.id for one in both.repair_rules(day)] for day in from_yaml] == [["a"], ["b"]]


def test_a_set_survives_its_json() -> None:
    one = rules(classes=[cls("a", "warning", "simple_procedure")], list_exits=[exit_of()])
    assert RepairRules.model_validate_json(one.model_dump_json(by_alias=True)) == one
    assert one.class_named("a") == one.classes[0]
    assert one.class_named("b") is None
