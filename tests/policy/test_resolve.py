from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.kernel.workdays import Calendar
from mingjian.policy.load import load_pack
from mingjian.policy.problems import (
    NoSuchEntry,
    PacksDisagree,
    UnknownCodeList,
    UnknownDeadline,
    UnknownItem,
    UnknownMatter,
    UnknownPurpose,
    UnknownUnit,
)
from mingjian.policy.resolve import Policies
from mingjian.policy.schema import Pack
from policy.making import PACKS, SAID, TEXT, codes, deadline, item, listing, pack, unit, write_pack

DAY = date(2019, 6, 3)
WATER_HEAD = """\
id: water
name: {zh: 水务补充目录, en: Water supplement}
jurisdiction: 示例区
extends: [zhenhai-2019]
sources:
  - {title: 示例, source: test, mark: verified}
"""
NAMES = ("national", "zhejiang", "zhenhai-2019")


def owner(item_id: str, unit_id: str) -> dict[str, str]:
    return {"item": item_id, "unit": unit_id, **SAID}


@pytest.fixture(scope="module")
def real() -> Policies:
    return Policies(load_pack(PACKS / name) for name in NAMES)


def test_the_more_local_pack_wins_whatever_the_order() -> None:
    far = pack("far", catalogue=[item(effect="neutral")])
    near = pack("near", extends=["far"], catalogue=[item(effect="adverse")])
    for packs in ([far, near], [near, far]):
        policies = Policies(packs)
        assert policies.item("thing", DAY).effect == "adverse"
        assert policies.edition("thing", DAY).startswith("near@")


def test_a_record_is_judged_by_the_version_of_its_own_day() -> None:
    change = date(2021, 7, 15)
    old = item(effect="neutral", effective_to=change)
    new = item(effect="adverse", effective_from=change)
    policies = Policies([pack(catalogue=[old, new])])
    assert policies.item("thing", date(2021, 7, 14)).effect == "neutral"
    assert policies.item("thing", change).effect == "adverse"


def test_outside_the_period_of_the_local_pack_the_wider_one_holds() -> None:
    far = pack("far", catalogue=[item(effect="neutral")])
    near = pack("near", extends=["far"], effective_from=DAY, catalogue=[item(effect="adverse")])
    policies = Policies([far, near])
    assert policies.edition("thing", date(2019, 6, 2)).startswith("far@")
    assert policies.edition("thing", DAY).startswith("near@")
    assert [one.effect for one in policies.items(date(2019, 6, 2))] == ["neutral"]


def test_owners_are_those_of_the_most_local_pack_that_names_any() -> None:
    far = pack("far", catalogue=[item()], owners=[owner("thing", "far-away")])
    near = pack("near", extends=["far"], owners=[owner("thing", "a"), owner("thing", "b")])
    policies = Policies([far, near])
    assert policies.item("thing", DAY).owners == ("a", "b")
    assert policies.items(DAY)[0].owners == ("a", "b")
    assert Policies([pack(catalogue=[item()])]).item("thing", DAY).owners == ("*",)


@pytest.mark.parametrize(
    ("ask", "problem"),
    [
        (lambda p: p.item("nothing", DAY), UnknownItem),
        (lambda p: p.edition("nothing", DAY), UnknownItem),
        (lambda p: p.unit("nothing"), UnknownUnit),
        (lambda p: p.deadline("nothing", DAY), UnknownDeadline),
        (lambda p: p.matter("nothing"), UnknownMatter),
        (lambda p: p.purpose("nothing"), UnknownPurpose),
        (lambda p: p.code_list("nothing"), UnknownCodeList),
        (lambda p: p.codes("nothing", DAY), UnknownCodeList),
    ],
)
def test_what_does_not_exist_is_a_problem_with_a_way_out(
    real: Policies, ask: object, problem: type[NoSuchEntry]
) -> None:
    assert callable(ask)
    with pytest.raises(problem) as caught:
        ask(real)
    document = caught.value.document("zh")
    assert document["status"] == 404
    assert "nothing" in str(document["title"])
    assert document["detail"]


def test_deadlines_and_lists_are_asked_by_day() -> None:
    change = date(2026, 4, 1)
    packs = [
        pack(
            deadlines=[
                deadline(length=7, effective_to=change),
                deadline(length=5, effective_from=change),
            ],
            lists=[listing(effective_to=change)],
        )
    ]
    policies = Policies(packs)
    assert policies.deadline("D1", date(2026, 3, 31)).length == 7
    assert policies.deadline("D1", change).length == 5
    assert [one.id for one in policies.lists(date(2026, 3, 31))] == ["B1"]
    assert policies.lists(change) == ()


def test_code_lists_come_whole_or_of_a_day() -> None:
    kinds = codes({"value": "旧", "effective_to": DAY}, {"value": "新", "effective_from": DAY})
    policies = Policies([pack(codes=[kinds])])
    assert [value.value for value in policies.code_list("kinds").values] == ["旧", "新"]
    assert [value.value for value in policies.codes("kinds", DAY).values] == ["新"]


def test_units_are_found_under_every_name_and_writing() -> None:
    office = unit("office", "区人力社保局", "区人社局", "示例区（人社）局")
    policies = Policies([pack(units=[office])])
    for name in ("区人力社保局", "区人社局", " 区人社局 ", "示例区(人社)局", "office"):
        assert policies.unit_named(name) == office
    assert policies.unit_named("区人") is None
    assert policies.unit("office") == office


def test_everything_else_is_gathered_from_all_packs() -> None:
    basis = {"law": "示例法", **SAID}
    matters = [{"id": one, "title": TEXT, "basis": basis, **SAID} for one in ("b", "a")]
    purposes = [{"id": "why", "title": TEXT, **SAID}]
    policies = Policies([pack(matters=matters, purposes=purposes)])
    assert [matter.id for matter in policies.matters()] == ["a", "b"]
    assert policies.matter("a").basis.law == "示例法"
    assert policies.purpose("why") in policies.purposes()


def test_the_calendar_is_made_once(real: Policies) -> None:
    assert isinstance(real.calendar(), Calendar)
    assert real.calendar() is real.calendar()


@pytest.mark.parametrize(
    "packs",
    [
        [pack("one"), pack("one")],
        [pack("one", extends=["nowhere"])],
        [pack("one", extends=["two"]), pack("two", extends=["one"])],
    ],
    ids=["repeated", "missing base", "circle"],
)
def test_packs_that_disagree_are_refused(packs: list[Pack]) -> None:
    with pytest.raises(PacksDisagree):
        Policies(packs)


@given(st.permutations(range(5)), st.data())
def test_no_pack_comes_before_one_that_extends_it(order: list[int], data: st.DataObject) -> None:
    bases = {
        number: data.draw(st.sets(st.integers(0, number - 1))) if number else set()
        for number in range(5)
    }
    packs = [pack(f"p{n}", extends=[f"p{base}" for base in bases[n]]) for n in order]
    place = {one.id: number for number, one in enumerate(Policies(packs).packs)}
    assert all(place[one.id] < place[base] for one in packs for base in one.extends)


@given(
    st.dates(date(2015, 1, 1), date(2026, 12, 31)),
    st.lists(st.dates(date(2016, 1, 1), date(2025, 12, 31)), unique=True, min_size=1, max_size=4),
)
def test_on_every_day_exactly_one_of_adjoining_versions_is_in_force(
    day: date, changes: list[date]
) -> None:
    bounds = [None, *sorted(changes), None]
    versions = [
        item(note={"zh": str(n), "en": str(n)}, effective_from=start, effective_to=end)
        for n, (start, end) in enumerate(pairwise(bounds))
    ]
    policies = Policies([pack(catalogue=versions)])
    expected = sum(change <= day for change in changes)
    note = policies.item("thing", day).note
    assert note is not None
    assert note.zh == str(expected)
    assert len(policies.items(day)) == 1


def test_a_new_item_needs_a_folder_and_no_code(tmp_path: Path) -> None:
    files = {"pack.yaml": WATER_HEAD}
    supplement = load_pack(write_pack(tmp_path / "water", files))
    policies = Policies([*(load_pack(PACKS / name) for name in NAMES), supplement])
    found = policies.item("water-arrears", DAY)
    headers = [column.header for column in found.own_layout().columns]
    assert headers == ["代码", "名称", "欠缴月份", "金额(万元)"]
    assert "water-arrears" in {one.id for one in policies.items(DAY)}
    assert policies.edition("water-arrears", DAY).startswith("water@")
