"""The rule sets of the packs, against the facts they were made from (repair_rules.yaml)."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from mingjian.policy.load import load_pack
from mingjian.policy.resolve import Policies
from mingjian.policy.schema import RepairRules
from mingjian.policy.schema.penalty import PenaltyKind
from mingjian.policy.schema.repair_asks import ListExit
from policy.making import PACKS

MONTHS = {"m": 1, "y": 12}
SECTORS = {
    "拖欠农民工工资": "B05",
    "安全生产": "B18",
    "重大税收违法": "B02",
    "统计严重失信": "B19",
    "失信被执行人": "B01",
    "社会组织活动异常名录": "A02",
    "违法失信超限运输": "B11",
    "文化和旅游": "B16",
    "市场监管严重违法失信": "B20",
}
CLASSES = {
    "ndrc_527_2019": ("general", "serious", "special"),
    "sc_22_2025": ("minor", "general", "serious"),
    "ndrc_36_2026": ("minor", "general", "serious"),
}


@pytest.fixture(scope="module")
def policies() -> Policies:
    return Policies(load_pack(PACKS / one) for one in ("national", "zhejiang"))


@pytest.fixture(scope="module")
def sets(policies: Policies) -> dict[str, RepairRules]:
    return {rules.id: rules for pack in policies.packs for rules in pack.repair}


@pytest.fixture(scope="module")
def facts(shared: Path) -> dict[str, Any]:
    text = (shared / "domain/repair_rules.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def months(text: str | None) -> int | None:
    found = re.match(r"(\d+)([my])", text or "")
    return int(found[1]) * MONTHS[found[2]] if found else None


def fact(facts: dict[str, Any], id_: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in facts["packs"] if one["id"] == id_)
    return found


def test_every_set_of_the_facts_is_there(
    facts: dict[str, Any], sets: dict[str, RepairRules]
) -> None:
    assert {one["id"] for one in facts["packs"]} | {"sector_lists"} == set(sets)


def test_in_force_as_the_facts_say(facts: dict[str, Any], sets: dict[str, RepairRules]) -> None:
    for one in facts["packs"]:
        rules = sets[one["id"]]
        assert rules.effective_from == one["effective_from"], one["id"]
        last = one.get("effective_to")
        # The facts name the last day, a pack the first day without.
        assert rules.effective_to == (last + timedelta(days=1) if last else None), one["id"]
        assert rules.issued == one.get("issued") or one["id"] == "samr_2021"


@pytest.mark.parametrize("id_", CLASSES)
def test_the_periods_of_the_classes(
    id_: str, facts: dict[str, Any], sets: dict[str, RepairRules]
) -> None:
    told = [one for one in fact(facts, id_)["classes"] if one.get("publish") is not False]
    for name, one in zip(CLASSES[id_], told, strict=True):
        found = sets[id_].class_named(name)
        assert found is not None
        assert found.max_months == months(one["publish_max"]), name
        assert found.min_months == (months(one.get("publish_min")) or 0), name


def test_the_starts_of_the_periods(sets: dict[str, RepairRules]) -> None:
    assert {id_: one.start for id_, one in sets.items()} == {
        "ndrc_527_2019": "decision",
        "samr_2021": "publication",
        "ndrc_58_2023": "decision",
        "sc_22_2025": None,  # not seen
        "ndrc_36_2026": "document",
        "zj_ordinance_2018": "finding",
        "zj_repair_671": "finding",
        "sector_lists": None,
    }


def test_what_the_facts_mark_as_draft_or_recalled_is_recalled_here(
    facts: dict[str, Any], sets: dict[str, RepairRules]
) -> None:
    words = {kind.zh: kind for kind in PenaltyKind}
    for told, name in zip(
        fact(facts, "ndrc_36_2026")["classes"], CLASSES["ndrc_36_2026"], strict=True
    ):
        found = sets["ndrc_36_2026"].class_named(name)
        assert found is not None
        for example in told["examples"]:
            kind = words.get(example.removesuffix(" (draft)"))
            if kind is not None:
                assert found.holds(kind), example
                assert found.recalled(kind) == example.endswith("(draft)"), example


def test_never_early_and_longer_minimum(
    facts: dict[str, Any], sets: dict[str, RepairRules]
) -> None:
    words = {kind.zh: kind for kind in PenaltyKind}
    (never,) = sets["samr_2021"].never_early
    told = [words[one] for one in fact(facts, "samr_2021")["never_early"] if one in words]
    assert set(never.kinds) == set(told)
    assert never.more is not None
    fields = {
        "食品": "food",
        "药品": "drugs",
        "特种设备": "special_equipment",
        "安全生产": "work_safety",
        "消防": "fire",
    }
    (longer,) = sets["ndrc_58_2023"].longer_minimum
    (of,) = fact(facts, "ndrc_58_2023")["longer_minimum"]
    assert [fields[one] for one in of["fields"]] == list(longer.fields)
    assert longer.months == months(of["min"])


def test_gaps_stay_gaps(sets: dict[str, RepairRules]) -> None:
    assert not any(rules.fine_sizes for rules in sets.values())
    (decide,) = sets["ndrc_36_2026"].deadlines
    assert decide.length is None
    (closed,) = sets["ndrc_36_2026"].closures
    assert closed.mark == "verified"
    assert closed.is_recalled("months")
    assert not any(one.falls for one in sets["sc_22_2025"].classes)


def test_every_sector_exit_is_there_with_its_term(
    facts: dict[str, Any], sets: dict[str, RepairRules]
) -> None:
    exits: dict[str, list[ListExit]] = {}
    for rules in sets.values():
        for one in rules.list_exits:
            exits.setdefault(one.list_id, []).append(one)
    assert set(exits) == set(SECTORS.values())
    for told in facts["sector_list_exits"]:
        oldest = min(exits[SECTORS[told["list"]]], key=lambda e: e.effective_from or date.min)
        if oldest.list_id != "B01":  # its term is recalled: 2 years since 2017
            assert oldest.term_months == months(told["term"]), told["list"]
        if re.match(r"\d", told.get("early", "")):
            assert oldest.early_months == months(told["early"]), told["list"]
            assert oldest.is_recalled("early_months") == ("recalled" in told["early"])


def test_exits_agree_with_the_lists_of_the_pack(
    policies: Policies, sets: dict[str, RepairRules]
) -> None:
    lists = {one.id: one for one in policies.every_list()}
    for rules in sets.values():
        for one in rules.list_exits:
            of_list = lists[one.list_id].term_months
            if of_list is not None and one.term_months is not None and one.effective_to is None:
                assert of_list == one.term_months, one.list_id
