"""What the packs say of lists, measures and procedures, against the facts they were made from."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from mingjian.kernel.verdict import CannotTell, Met, NotMet
from mingjian.policy.load import load_pack
from mingjian.policy.problems import UnknownList, UnknownTask
from mingjian.policy.resolve import Policies
from policy.making import PACKS

PLAN, TODAY = date(2019, 6, 3), date(2026, 5, 4)
HISTORIC = {"B10", "B14", "B15", "B17", "B24"}
LIVE = {"A01", "A02", "B01", "B02", "B03", "B05", "B08", "B12", "B13", "B16", "B18", "B20", "B27"}
LIVE |= {"R01", "R02"}
COLOURS = {"black": "black", "red": "red", "attention": "watch"}
KEPT = ("subjects", "basis_level", "memorandum")


@pytest.fixture(scope="module")
def policies() -> Policies:
    return Policies(load_pack(PACKS / one) for one in ("national", "zhejiang", "zhenhai-2019"))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_list_of_the_facts_is_there_with_its_colour_and_texts(
    policies: Policies, shared: Path
) -> None:
    facts = {row["list_id"]: row for row in rows(shared / "domain/lists.csv")}
    assert {one.id for one in policies.every_list()} == facts.keys()
    for one in policies.every_list():
        fact = facts[one.id]
        # A name with remarks of the finder in it is shown without them, and kept in the note.
        assert one.title.zh == fact["name"] or f"found as: {fact['name']}" in (one.note or "")
        assert one.colour == COLOURS[fact["kind"]]
        for name in KEPT:
            assert (getattr(one, name) or "") in {fact[name], ""}
        assert one.where_in_plan == (fact["where_in_seed"] or None)


SHOWN = ("decided_by", "district_role", "basis", "basis_level", "entry", "term", "exit", "source")


@pytest.mark.parametrize("name", SHOWN)
def test_what_a_page_says_of_a_list_it_says_in_chinese(policies: Policies, name: str) -> None:
    for one in policies.every_list():
        told = one.told(name)
        assert (told is None) == (getattr(one, name) is None), one.id
        if told is not None:
            assert told.en == getattr(one, name)
            # A document of an earlier list is named by the number of that list (B03).
            assert not re.search(r"[A-Za-z]", re.sub(r"[ABR]\d\d|A级", "", told.zh)), one.id


def test_lists_stand_in_the_pack_they_belong_to(policies: Policies) -> None:
    where = {one.id: pack.id for pack in policies.packs for one in pack.lists}
    local = {id_ for id_, pack in where.items() if pack != "national"}
    assert local == {"R04", "R05", "B09", "B04", "B07"}
    scopes = {"national": "national", "zhejiang": "provincial", "zhenhai-2019": "local"}
    assert all(scopes[where[one.id]] == one.scope for one in policies.every_list())


def test_live_historic_and_unclear(policies: Policies) -> None:
    by_status: dict[str, set[str]] = {"live": set(), "historic": set(), "unclear": set()}
    for one in policies.every_list():
        by_status[one.status].add(one.id)
    assert by_status["historic"] == HISTORIC
    assert by_status["live"] == LIVE
    assert all(
        one.exit and one.basis and one.ends for one in policies.every_list() if one.id in LIVE
    )


def test_live_lists_may_get_entries_today_and_no_others(policies: Policies) -> None:
    verdicts = {one.id: one.may_list(TODAY) for one in policies.lists(TODAY)}
    assert {id_ for id_, verdict in verdicts.items() if isinstance(verdict, Met)} == LIVE
    for one in policies.every_list():
        if one.status == "historic":
            assert isinstance(one.may_list(TODAY), NotMet)
            assert isinstance(one.may_list(PLAN), NotMet)
        elif one.status == "unclear":
            assert isinstance(one.may_list(TODAY), NotMet | CannotTell)


def test_no_list_of_one_place_alone_may_hurt_anybody(policies: Policies) -> None:
    for one in policies.every_list():
        if one.scope != "national" and one.colour != "red":
            assert isinstance(one.may_list(TODAY), NotMet)


def test_the_district_decides_only_where_the_facts_say_so(policies: Policies) -> None:
    parts = {one.id: one.part for one in policies.every_list()}
    assert {id_ for id_ in LIVE if parts[id_] == "decides"} == {
        "A01",
        "A02",
        "B05",
        "B12",
        "B13",
        "B18",
        "B20",
        "B27",
    }
    assert (parts["B04"], parts["B11"]) == ("collects", "collects")
    assert {parts[one] for one in ("B01", "B02", "B03", "B08", "B16")} == {"receives"}


@pytest.mark.parametrize(
    ("list_id", "term", "early", "ends"),
    [
        ("B02", 36, 6, "term"),
        ("B05", 36, 6, "term"),
        ("B18", 36, 12, "term"),
        ("B20", 36, 12, "term"),
        ("B12", 36, 12, "term"),
        ("B27", None, None, "term"),
        ("B01", 24, None, "condition"),
        ("A01", None, None, "condition"),
        ("R01", 12, None, "evaluation"),
    ],
)
def test_terms_and_early_ways_out(
    policies: Policies, list_id: str, term: int | None, early: int | None, ends: str
) -> None:
    one = policies.listing(list_id, TODAY)
    assert (one.term_months, one.early_months, one.ends) == (term, early, ends)


def test_single_values_keep_their_own_mark(policies: Policies) -> None:
    assert policies.listing("B20", TODAY).is_recalled("early_months")
    assert not policies.listing("B20", TODAY).is_recalled("term_months")
    assert policies.listing("B01", TODAY).is_recalled("term_months")
    assert not policies.listing("B18", TODAY).is_recalled("early_months")


def test_the_list_of_customs_changes_its_order_on_the_day(policies: Policies) -> None:
    before = policies.listing("B03", date(2026, 3, 31))
    after = policies.listing("B03", date(2026, 4, 1))
    assert "251" in str(before.basis)
    assert after.basis == "海关总署令第282号"
    with pytest.raises(UnknownList):
        policies.listing("B03", date(2021, 10, 31))


@pytest.mark.parametrize(
    ("task", "lists"),
    [
        ("4", {"B02", "B14", "B17", "B03", "B18", "B01", "B19", "B10", "B11", "B20", "A01"}),
        ("5", {"R01", "R02", "R03", "B21", "B22", "B23", "B13", "B24"}),
        ("10", {"B17"}),
    ],
)
def test_the_lists_of_the_plan_are_found_by_task(
    policies: Policies, task: str, lists: set[str]
) -> None:
    found = policies.lists_of_task(task)
    assert {one.id for one in found} == lists
    assert all(f"task {task}" in (one.where_in_plan or "") or task == "10" for one in found)


def test_tasks_and_texts_agree_in_both_directions(policies: Policies) -> None:
    for one in policies.every_list():
        named = [task.id for task in policies.tasks() if one.id in task.lists]
        assert all(task in (one.where_in_plan or "") for task in named)
    with pytest.raises(UnknownTask):
        policies.lists_of_task("37")


def test_the_five_red_lists_of_the_plan(policies: Policies) -> None:
    red = {one.id for one in policies.every_list() if one.colour == "red"}
    assert red == {"R01", "R02", "R03", "R04", "R05"}


def test_the_red_list_of_young_volunteers_is_of_persons_and_stays_empty(policies: Policies) -> None:
    found = {one.id: one for one in policies.every_list() if one.only_persons}
    assert found.keys() == {"R03", "B25"}
    verdict = found["R03"].may_list(TODAY)
    assert isinstance(verdict, NotMet)
    assert "自然人" in str(verdict.facts["why"])


def test_no_red_list_of_the_plan_may_be_determined_here_until_its_gaps_are_closed(
    policies: Policies,
) -> None:
    red = [one for one in policies.lists(TODAY) if one.colour == "red"]
    open_ones = {one.id: one.part for one in red if isinstance(one.may_list(TODAY), Met)}
    assert open_ones == {"R01": "receives", "R02": "receives"}


def test_every_measure_of_the_facts_is_there_word_for_word(
    policies: Policies, shared: Path
) -> None:
    facts = rows(shared / "domain/measures.csv")
    assert len(facts) == 140
    for fact in facts:
        one = policies.measure(fact["measure_id"])
        assert (one.measure, one.basis, one.article or "") == (
            fact["measure"],
            fact["legal_basis"],
            fact["article"],
        )
        assert (one.trigger or "", one.target_kind or "") == (fact["trigger"], fact["target_kind"])
    ours = [one for one in policies.measures() if one.id.startswith("M")]
    assert Counter(one.mark for one in ours) == {"verified": 139, "recalled": 1}


def test_terms_in_months_say_what_the_texts_say(policies: Policies) -> None:
    for one in policies.measures():
        for text, months in (
            (one.term_min, one.term_min_months),
            (one.term_max, one.term_max_months),
        ):
            years = text and text.endswith("Y")
            assert months == (int(text[:-1]) * 12 if text and years else None), one.id
        assert one.lifelong == (one.term_max == "life")


def test_sanctions_attach_only_where_being_listed_is_the_trigger(policies: Policies) -> None:
    triggered = {one.id: one.lists for one in policies.measures() if one.lists}
    assert triggered["M092"] == ("B05",)
    assert triggered["M063"] == triggered["M084"] == ("B01",)
    assert triggered.keys() == {"M063", "M084", "M092", "M134", "M135", "M136"}
    serious = set(triggered["M134"])
    assert serious < LIVE
    assert all(policies.listing(one, TODAY).colour == "black" for one in serious)


def test_what_article_26_leaves_to_other_laws_does_not_attach_by_itself(policies: Policies) -> None:
    for number in range(129, 134):
        one = policies.measure(f"M{number}")
        assert not one.lists
        assert "needs a law or administrative regulation" in (one.note or "")


def test_an_entry_answers_with_the_measures_of_its_matter(policies: Policies) -> None:
    def of(list_id: str, matter: str) -> list[str]:
        return [one.id for one in policies.measures_for(list_id, matter)]

    assert of("B05", "funds") == ["M092", "M134"]
    assert of("B05", "awards") == ["M092", "M135", "M136"]
    assert of("B05", "recruitment") == []
    assert of("B20", "funds") == ["M134"]
    assert of("A01", "funds") == []
    assert of("R01", "funds") == []


def test_a_ban_on_a_listed_person_is_not_answered_about_a_listed_company(
    policies: Policies,
) -> None:
    matters = [matter.id for matter in policies.matters()]
    answered = {one.id for name in matters for one in policies.measures_for("B01", name)}
    assert answered == {"M134", "M135", "M136"}


def test_adverse_information_allows_only_supervision(policies: Policies) -> None:
    found = {
        one.id: one for name in policies.matters() for one in policies.measures_on_adverse(name.id)
    }
    assert set(found) == {"M126", "M127", "M128"}
    for one in found.values():
        assert (one.step, one.duty) == ("supervision", "discretionary")
        assert one.basis == "浙江省公共信用信息管理条例"
        assert not one.lists
    assert policies.measures_on_adverse("funds") == ()
    assert [one.id for one in policies.measures_on_adverse("supervision")] == ["M128"]


def test_everything_that_attaches_has_its_article_and_text(policies: Policies) -> None:
    for one in policies.measures():
        if one.lists or one.on_adverse:
            assert one.article
            assert one.text_version
            assert one.mark == "verified"


def test_incentives_hurt_nobody_and_attach_to_no_list(policies: Policies) -> None:
    incentives = [one for one in policies.measures() if one.nature == "incentive"]
    assert {one.id for one in incentives} == {"ZI01", "ZI02", "ZI03"}
    assert not any(one.lists or one.on_adverse for one in incentives)
