"""Every rule of the gate is told in both languages, and no sentence is about nothing."""

import re
from pathlib import Path

from mingjian.effects import refusals
from mingjian.effects.migrations import __path__ as migrations

LAWS = "".join(one.read_text(encoding="utf-8") for one in Path(migrations[0]).glob("0*.py"))
SAID = set(re.findall(r"effects_say\('(\w+)'", LAWS))


def test_every_rule_that_the_gate_names_has_a_sentence() -> None:
    assert SAID
    assert refusals.WHY.keys() >= SAID


def test_no_sentence_is_about_nothing() -> None:
    columns = {"effects_adverse_from_finality", "effects_adverse_served_then_final"}
    assert refusals.WHY.keys() - SAID <= columns


def test_a_check_of_a_part_is_told_by_the_part() -> None:
    for part in ("basis", "term", "exit", "remedy"):
        assert refusals._part_of(f"effects_entry_{part}") != refusals._part_of("other")
