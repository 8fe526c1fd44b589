"""Who may decide a list: as the facts say it, by day, by pack, and what the linter refuses."""

import csv
from datetime import date
from pathlib import Path

import pytest

from mingjian.kernel.verdict import CannotTell, Met, NotMet
from mingjian.policy.competence import ANY, UNTOLD, competence, who_decides
from mingjian.policy.lint import lint_pack
from mingjian.policy.load import load_pack
from mingjian.policy.resolve import Policies
from mingjian.policy.schema import Pack
from policy.making import PACKS, SAID, Plain, listing, pack, unit

TODAY, REFORM = date(2026, 5, 4), date(2024, 1, 1)
UNITS = [unit("a", "甲局"), unit("b", "乙局")]


def decider(unit_id: str, list_id: str = "B1", **changes: object) -> dict[str, object]:
    return {"list": list_id, "unit": unit_id, **SAID, **changes}


def deciding(*deciders: dict[str, object], **changes: object) -> Pack:
    plain: Plain = {"lists": [listing(part="decides")], "units": UNITS, "deciders": deciders}
    return pack(**(plain | changes))


@pytest.fixture(scope="module")
def real() -> Policies:
    return Policies(load_pack(PACKS / one) for one in ("national", "zhejiang", "zhenhai-2019"))


def test_every_decider_stands_in_the_facts_in_their_words(real: Policies, shared: Path) -> None:
    with (shared / "domain/lists.csv").open(encoding="utf-8") as file:
        facts = {row["list_id"]: row for row in csv.DictReader(file)}
    told = load_pack(PACKS / "zhenhai-2019").deciders
    assert {one.list for one in told} == {"A01", "A02", "B05", "B12", "B13", "B18", "B20", "B27"}
    for one in told:
        role = facts[one.list]["district_role"].split(" (draft")[0]
        assert role in one.source, one.list
        assert f"(as found: {facts[one.list]['status']})" in one.source, one.list
        assert real.listing(one.list, TODAY).part == "decides"


def test_every_live_list_that_the_district_decides_names_who(real: Policies) -> None:
    for one in real.lists(TODAY):
        live = one.part == "decides" and one.status == "live"
        assert bool(real.deciders(one.id, TODAY)) is live, one.id


@pytest.mark.parametrize(
    ("list_id", "unit_id", "verdict"),
    [
        ("B20", "zhenhai-market-regulation", Met),
        ("B20", "zhenhai-human-resources", NotMet),
        ("B05", "zhenhai-human-resources", Met),
        ("B05", "zhenhai-market-regulation", NotMet),
        ("B27", "zhenhai-market-regulation", NotMet),
        ("B18", "zhenhai-emergency", Met),
        ("B18", "zhenhai-market-regulation", Met),  # whoever punished, and no unit is named
        ("B19", "zhenhai-statistics", CannotTell),
        ("B22", "zhenhai-construction-transport", CannotTell),
        ("B01", "zhenhai-court", CannotTell),
    ],
)
def test_what_the_packs_say_of_a_unit(
    real: Policies, list_id: str, unit_id: str, verdict: type
) -> None:
    assert isinstance(competence(real, list_id, unit_id, TODAY), verdict)


def test_who_decides_is_said_in_both_languages(real: Policies) -> None:
    found = who_decides(real, "B05", TODAY)
    assert (found.zh, found.en) == (
        "区人力社保局",
        "Zhenhai Human Resources and Social Security Bureau",
    )
    assert who_decides(real, "B22", TODAY) == UNTOLD
    assert who_decides(real, "B18", TODAY).zh == "谁处罚谁决定"
    assert who_decides(Policies([deciding(decider("*"))]), "B1", TODAY) == ANY
    both = who_decides(Policies([deciding(decider("a"), decider("b"))]), "B1", TODAY)
    assert (both.zh, both.en) == ("甲局、乙局", "a, b")


def test_the_most_local_pack_that_names_any_counts() -> None:
    far = deciding(decider("b"), id_="far")
    near = pack("near", extends=["far"], deciders=[decider("a")])
    silent = pack("silent", extends=["near"], lists=[listing(id="B2", part="decides")])
    known = Policies([far, near, silent])
    assert [one.unit for one in known.deciders("B1", TODAY)] == ["a"]
    assert known.deciders("B2", TODAY) == ()


def test_who_decided_before_a_reform_may_not_after_it() -> None:
    before, after = decider("a", effective_to=REFORM), decider("b", effective_from=REFORM)
    known = Policies([deciding(before, after)])
    eve = date(2023, 12, 31)
    assert [one.unit for one in known.deciders("B1", eve)] == ["a"]
    assert isinstance(competence(known, "B1", "b", eve), NotMet)
    assert isinstance(competence(known, "B1", "b", REFORM), Met)
    assert isinstance(competence(known, "B1", "a", REFORM), NotMet)


def test_a_pack_that_is_not_in_force_names_nobody() -> None:
    known = Policies([deciding(decider("a"), effective_from=REFORM)])
    assert known.deciders("B1", date(2023, 12, 31)) == ()
    assert known.deciders("B1", REFORM)


@pytest.mark.parametrize(
    ("code", "severity", "broken"),
    [
        ("list", "error", deciding(decider("a"), decider("a", "B9"))),
        ("unit", "error", deciding(decider("nobody"))),
        ("decider_of_none", "error", deciding(decider("a"), lists=[listing(part="receives")])),
        ("decider_of_none", "error", deciding(decider("*"), lists=[listing()])),
        (
            "decider_untold",
            "warning",
            deciding(
                decider("a"), lists=[listing(part="decides"), listing(id="B2", part="decides")]
            ),
        ),
    ],
)
def test_the_linter_finds_each_fault_and_nothing_else(
    code: str, severity: str, broken: Pack
) -> None:
    (found,) = lint_pack(broken)
    assert (found.code, found.severity) == (f"policy.lint.{code}", severity)
    assert found.file == "deciders.csv"


@pytest.mark.parametrize("sound", [deciding(), deciding(decider("a")), deciding(decider("*"))])
def test_the_linter_says_nothing_of_a_sound_pack_or_one_without_deciders(sound: Pack) -> None:
    assert lint_pack(sound) == []


def test_the_linter_finds_list_and_unit_in_the_packs_extended() -> None:
    base = pack("base", lists=[listing(part="decides")], units=UNITS)
    near = pack("near", extends=["base"], deciders=[decider("a")])
    assert lint_pack(near, (base,)) == []
    assert {one.code for one in lint_pack(near)} == {"policy.lint.list", "policy.lint.unit"}
