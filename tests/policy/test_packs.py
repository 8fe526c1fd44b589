"""What the three packs say, against the facts they were made from."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from mingjian.policy.load import load_pack
from mingjian.policy.resolve import Policies
from mingjian.policy.schema import CatalogueItem, ClassFitsCode, Field, Forbidden, RequiredWhen
from policy.making import PACKS

DAY = date(2019, 6, 3)
OFFICIAL = {"licence": 24, "penalty": 26}
ITEMS = ("abnormal-operations", "licence", "market-entity", "penalty")


@pytest.fixture(scope="module")
def policies() -> Policies:
    return Policies(load_pack(PACKS / one) for one in ("national", "zhejiang", "zhenhai-2019"))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def field_of(item: CatalogueItem, name: str) -> Field:
    field = item.field(name)
    assert field is not None
    return field


def test_the_items_of_this_issue(policies: Policies) -> None:
    assert tuple(item.id for item in policies.items(DAY)) == ITEMS
    effects = {item.id: item.effect for item in policies.items(DAY)}
    assert effects["licence"] == "neutral"
    assert effects["penalty"] == effects["abnormal-operations"] == "adverse"
    assert all(item.subjects == "organisation" for item in policies.items(DAY))


@pytest.mark.parametrize("item_id", OFFICIAL)
def test_the_own_layout_is_the_form_of_2018(policies: Policies, item_id: str, shared: Path) -> None:
    facts = rows(shared / f"domain/double_publicity_{item_id}_fields.csv")
    form = [r for r in facts if (r["template"], r["form"]) == ("2018_424", "legal_person")]
    item = policies.item(item_id, DAY)
    columns = item.own_layout().columns
    assert len(columns) == OFFICIAL[item_id]
    assert [(c.field, c.header) for c in columns] == [(r["field_code"], r["name_cn"]) for r in form]
    for fact in form:
        field = field_of(item, fact["field_code"])
        assert field.required == (fact["required"] == "yes"), field.name
        assert field.title.en == fact["name_en"]


@pytest.mark.parametrize("item_id", OFFICIAL)
@pytest.mark.parametrize(
    ("template", "layout_id"), [("2015_16", "2015-16"), ("2020_merged", "2020-merged")]
)
def test_older_and_merged_forms_are_read_whole(
    policies: Policies, item_id: str, template: str, layout_id: str, shared: Path
) -> None:
    facts = rows(shared / f"domain/double_publicity_{item_id}_fields.csv")
    form = [row for row in facts if row["template"] == template]
    layouts = {layout.id: layout for layout in policies.item(item_id, DAY).layouts}
    layout = layouts[layout_id]
    assert [column.header for column in layout.columns] == [row["name_cn"] for row in form]
    assert all(layout.column_named(row["field_code"]) for row in form)
    assert layout.read_only


@pytest.mark.parametrize("item_id", ITEMS)
def test_identity_numbers_of_persons_are_never_taken_up(policies: Policies, item_id: str) -> None:
    item = policies.item(item_id, DAY)
    for field in item.fields:
        assert not field.personal or not (field.collect or field.public or field.required)
    kept = {field.name for field in item.fields if field.collect}
    for layout in item.every_layout():
        for column in layout.columns:
            if any(word in column.header for word in ("身份证", "证件", "法定代表人")):
                assert column.field not in kept, column.header


@pytest.mark.parametrize("item_id", OFFICIAL)
def test_rows_about_natural_persons_are_out_of_scope(policies: Policies, item_id: str) -> None:
    item = policies.item(item_id, DAY)
    forbidden = [one for one in item.row_checks if isinstance(one, Forbidden)]
    assert any("自然人" in one.values and one.code == "Q12" for one in forbidden)
    (fits,) = [one for one in item.row_checks if isinstance(one, ClassFitsCode)]
    assert fits.expected("92330299MA2EX00111") == "个体工商户"
    assert fits.expected("91330299MA2EX00114") == "法人及非法人组织"


def test_penalties_by_simple_procedure_are_refused_with_their_basis(policies: Policies) -> None:
    checks = policies.item("penalty", DAY).row_checks
    found = [one for one in checks if isinstance(one, Forbidden) and one.field == "CF_WSH"]
    assert any("简易" in one.contains for one in found)
    assert all(one.basis is not None and one.basis.article == "11" for one in found)


def test_amounts_are_asked_for_when_the_class_says_so(policies: Policies) -> None:
    checks = [
        one for one in policies.item("penalty", DAY).row_checks if isinstance(one, RequiredWhen)
    ]
    assert {one.field: one.when.contains for one in checks} == {
        "CF_NR_FK": ("罚款",),
        "CF_NR_WFFF": ("没收",),
        "CF_NR_ZKDX": ("暂扣", "吊销"),
    }


def test_amounts_are_in_wan_with_six_decimals_and_hold_ten_wan(policies: Policies) -> None:
    fine = field_of(policies.item("penalty", DAY), "CF_NR_FK")
    limits = fine.constraints
    assert (fine.unit, limits.decimals, str(limits.minimum)) == ("万元", 6, "0")
    assert limits.maximum is not None
    assert str(limits.maximum) == "999999999999.999999"


def test_classes_of_penalty_change_with_the_statute(policies: Policies) -> None:
    before, after = date(2021, 7, 14), date(2021, 7, 15)
    kinds = policies.code_list("penalty-class")
    assert kinds.accept("没收违法所得、没收非法财物", before)
    assert kinds.accept("没收违法所得、没收非法财物", after) is None
    assert kinds.accept("通报批评", before) is None
    assert kinds.accept("通报批评", after) == "通报批评"
    assert all(kinds.accept(one, day) for one in ("警告", "罚款") for day in (before, after))
    assert kinds.accept("其他-责令改正", after) == "其他-责令改正"
    new = [value for value in kinds.values if value.effective_from is not None]
    assert {value.mark for value in new} == {"recalled"}


def test_what_has_no_equivalent_in_the_new_form_is_not_guessed(policies: Policies) -> None:
    layouts = {layout.id: layout for layout in policies.item("licence", DAY).layouts}
    states = layouts["2015-16"].value_maps["XK_ZT"]
    assert (states["0"], states["1"], states["2"]) == ("1", "2", None)


def test_the_list_of_four_columns_reads_into_the_register(policies: Policies, shared: Path) -> None:
    (layout,) = policies.item("market-entity", DAY).layouts
    with (shared / "data/organisations_ningbo.csv").open(encoding="utf-8") as file:
        headers = next(csv.reader(file))
    assert [column.header for column in layout.columns] == headers


def test_individual_businesses_are_marked_not_listed(policies: Policies) -> None:
    pattern = field_of(policies.item("abnormal-operations", DAY), "uscc").constraints.pattern
    assert pattern is not None
    assert re.match(pattern, "91330299MA2EX00114")
    assert re.match(pattern, "93330299MA2EX00118")
    assert re.match(pattern, "51330299MA2EX0011X")
    assert not re.match(pattern, "92330299MA2EX00111")


def test_examples_are_about_the_unassigned_division_only(policies: Policies) -> None:
    for item in policies.items(DAY):
        example = field_of(item, item.subject.code).example
        assert example is not None
        assert example[2:8] == "330299"
        assert "示例" in str(field_of(item, item.subject.name).example)


def test_the_register_comes_from_the_market_regulator(policies: Policies) -> None:
    assert policies.item("market-entity", DAY).owners == ("zhenhai-market-regulation",)
    assert policies.item("penalty", DAY).owned_by("zhenhai-environment")


def test_one_body_under_two_names_is_one_unit(policies: Policies) -> None:
    human_resources = policies.unit("zhenhai-human-resources")
    assert policies.unit_named("区人社局") == human_resources
    assert policies.unit_named("区人力社保局") == human_resources
    assert policies.unit_named("宁波市镇海区人力社保局") == human_resources


def test_customs_tax_and_court_are_outside_the_district(policies: Policies) -> None:
    outside = {unit.name.zh for unit in policies.units() if not unit.in_district}
    assert outside == {"镇海海关", "区税务局", "区法院"}
    towns = [unit for unit in policies.units() if unit.kind == "town"]
    assert len(towns) == 7
    assert all(unit.division and unit.division.startswith("330211") for unit in towns)


def test_the_tasks_of_the_plan(policies: Policies, shared: Path) -> None:
    facts = rows(shared / "domain/tasks_2019.csv")
    tasks = policies.tasks()
    assert [task.id for task in tasks] == [str(number) for number in range(1, 37)]
    assert [task.text for task in tasks] == [fact["text"] for fact in facts]
    for task, fact in zip(tasks, facts, strict=True):
        named = {policies.unit(unit).id for unit in task.units}
        expected = {policies.unit_named(name) for name in fact["all_units"].split("|")} - {None}
        assert named == {unit.id for unit in expected if unit}
        assert len(named) + len(task.groups) == len(fact["all_units"].split("|"))
    assert {str(task.deadline) for task in tasks} == {"None", "2019-06-30", "2019-12-31"}


def test_gaps_of_the_institution_list_stay_gaps(policies: Policies) -> None:
    found = policies.institutions()
    assert [one.no for one in found] == list(range(1, 154))
    assert Counter(one.known for one in found) == {"whole": 48, "missing": 104, "subject_only": 1}
    assert all(one.standard is None for one in found if one.known == "missing")


def test_deadlines_of_nation_and_province(policies: Policies) -> None:
    due = policies.deadline("D01", DAY)
    assert (due.length, due.unit, due.mark) == (7, "working_day", "verified")
    assert policies.deadline("D08", DAY).length == 5
    assert policies.deadline("D23", DAY).window_to == "06-30"
    assert (policies.deadline("D04a", date(2022, 1, 1)).length) == 10


def test_matters_and_purposes_have_their_basis(policies: Policies) -> None:
    basis = policies.matter("procurement").basis
    assert (basis.law, basis.article) == ("浙江省公共信用信息管理条例", "21")
    assert len(policies.matters()) == 13
    assert policies.purpose("decision").title.zh == "作出行政决定"


def test_the_calendar_agrees_with_the_facts_on_each_day(policies: Policies, shared: Path) -> None:
    calendar = policies.calendar()
    facts = rows(shared / "data/cn_calendar_2007_2026.csv")
    wrong = [
        fact["date"]
        for fact in facts
        if calendar.is_workday(date.fromisoformat(fact["date"])) != (fact["is_workday"] == "1")
    ]
    assert wrong == []


def test_a_calendar_corrected_afterwards_answers_as_known_then(policies: Policies) -> None:
    calendar = policies.calendar()
    prolonged, moved = date(2020, 1, 31), date(2020, 2, 1)
    assert calendar.is_workday(prolonged, known_on=date(2020, 1, 20))
    assert not calendar.is_workday(prolonged, known_on=date(2020, 1, 27))
    assert calendar.is_workday(moved, known_on=date(2020, 1, 20))
    assert not calendar.is_workday(moved)
    may = date(2019, 5, 2)
    assert calendar.is_workday(may, known_on=date(2019, 3, 21))
    assert not calendar.is_workday(may, known_on=date(2019, 3, 22))


@pytest.mark.parametrize(
    ("decided", "due"),
    [
        ("2019-06-03", "2019-06-13"),
        ("2019-09-29", "2019-10-14"),
        ("2020-01-20", "2020-02-06"),
        ("2026-02-10", "2026-02-26"),
    ],
)
def test_seven_working_days_by_the_calendar_of_the_packs(
    policies: Policies, decided: str, due: str
) -> None:
    length = policies.deadline("D01", date.fromisoformat(decided)).length
    assert length is not None
    end = policies.calendar().add(date.fromisoformat(decided), length)
    assert (end.day.isoformat(), end.provisional) == (due, False)


def test_beyond_the_last_notice_a_deadline_is_provisional(policies: Policies) -> None:
    assert policies.calendar().add(date(2026, 12, 30), 7).provisional
