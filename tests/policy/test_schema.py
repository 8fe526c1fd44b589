from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from mingjian.policy.schema import (
    OWN,
    CatalogueItem,
    ClassFitsCode,
    Dated,
    Field,
    Forbidden,
    Layout,
    RequiredWhen,
    RowCheck,
)
from policy.making import SAID, TEXT, codes, deadline, field, item, layout

DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))
CHECK: TypeAdapter[RowCheck] = TypeAdapter(RowCheck)


def check(kind: str, **facts: object) -> dict[str, Any]:
    return {"kind": kind, "code": "Q02", **SAID, **facts}


def test_unknown_keys_are_refused_everywhere() -> None:
    with pytest.raises(ValidationError, match="extra_forbidden"):
        Field.model_validate(field("a", requird=True))


def test_values_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        item().id = "other"  # type: ignore[misc]  # the point of the test


def test_a_text_needs_both_languages() -> None:
    with pytest.raises(ValidationError, match=r"title\.en"):
        Field.model_validate(field("a", title={"zh": "甲"}))


@pytest.mark.parametrize("lacking", ["source", "mark"])
def test_nothing_goes_without_source_and_mark(lacking: str) -> None:
    plain = field("a")
    del plain[lacking]
    with pytest.raises(ValidationError, match=lacking):
        Field.model_validate(plain)


def test_a_period_of_force_is_half_open() -> None:
    dated = Dated(effective_from=date(2019, 1, 1), effective_to=date(2020, 1, 1))
    assert dated.in_force(date(2019, 1, 1))
    assert dated.in_force(date(2019, 12, 31))
    assert not dated.in_force(date(2020, 1, 1))
    assert not dated.in_force(date(2018, 12, 31))


@given(start=DAYS, end=DAYS, day=DAYS)
def test_a_period_is_refused_or_holds_its_first_day_only_within(
    start: date, end: date, day: date
) -> None:
    if end <= start:
        with pytest.raises(ValidationError, match="effective_to"):
            Dated(effective_from=start, effective_to=end)
    else:
        dated = Dated(effective_from=start, effective_to=end)
        assert dated.in_force(day) == (start <= day < end)


@pytest.mark.parametrize(
    "plain",
    [
        check("required_when", field="a", when={"field": "b", "contains": ["罚款"]}),
        check("required_when", field="a", when={"field": "b", "in": ["1"]}),
        check("ordered", first="a", then="b"),
        check("any_of", fields=["a", "b"]),
        check("not_future", field="a"),
        check("not_before", field="a", day="2014-10-01"),
        check("class_fits_code", class_field="a", code_field="b", mapping={"92": "个体工商户"}),
        check("forbidden", field="a", values=["自然人"], why=TEXT),
        check("plausible_amount", field="a", above=1000),
    ],
    ids=lambda plain: str(plain["kind"]),
)
def test_every_kind_of_row_check_reads_and_writes(plain: dict[str, Any]) -> None:
    read = CHECK.validate_python(plain)
    assert read.kind == plain["kind"]
    assert read.severity == "error"
    assert CHECK.validate_json(CHECK.dump_json(read, by_alias=True)) == read


def test_an_unknown_kind_of_row_check_is_refused() -> None:
    with pytest.raises(ValidationError, match="union_tag_invalid"):
        CHECK.validate_python(check("magic", field="a"))


@pytest.mark.parametrize("when", [{"field": "b"}, {"field": "b", "in": ["1"], "contains": ["2"]}])
def test_a_condition_is_of_one_kind(when: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="either in or contains"):
        RequiredWhen.model_validate(check("required_when", field="a", when=when))


def test_forbidden_says_what() -> None:
    with pytest.raises(ValidationError, match="values or contains"):
        Forbidden.model_validate(check("forbidden", field="a", why=TEXT))


def test_the_longest_prefix_of_a_code_decides_its_class() -> None:
    mapping = {"9": "市场主体", "92": "个体工商户"}
    plain = check("class_fits_code", class_field="a", code_field="b", mapping=mapping)
    read = ClassFitsCode.model_validate(plain)
    assert read.expected("92330299MA") == "个体工商户"
    assert read.expected("91330299MA") == "市场主体"
    assert read.expected("11330299MA") is None
    assert read.model_copy(update={"otherwise": "其他"}).expected("11") == "其他"


def test_the_own_layout_has_the_titles_and_leaves_out_what_is_no_template() -> None:
    fields = [field("code"), field("name"), field("day", type="date")]
    one = item(fields=[*fields, field("old", template=False)])
    own = one.own_layout()
    assert own.id == OWN
    assert [column.header for column in own.columns] == ["字段code", "字段name", "字段day"]
    assert not own.read_only
    named = own.column_named("name")
    assert named is not None
    assert named.field == "name"
    assert own.column_named("old") is None
    assert one.every_layout()[0] == own


def test_a_layout_finds_columns_by_alias() -> None:
    one = Layout.model_validate(layout({"header": "A", "aliases": ["a", "甲"], "field": "code"}))
    column = one.column_named("甲")
    assert column is not None
    assert column.header == "A"
    assert one.column_named("乙") is None


def test_holds_reads_the_words_of_the_files() -> None:
    one = item(holds={"from": "day", "or_from": "kind", "to": "name", "open_end": ["2099-12-31"]})
    assert (one.holds.start, one.holds.fallback, one.holds.end) == ("day", "kind", "name")
    assert one.holds.open_end == (date(2099, 12, 31),)
    assert one.holds.last_day


def test_owners_may_be_all_or_some() -> None:
    assert item().owned_by("anyone")
    assert item(owners=["one"]).owned_by("one")
    assert not item(owners=["one"]).owned_by("two")


def test_a_code_list_accepts_by_day_alias_and_completion() -> None:
    kinds = codes(
        {"value": "警告", "aliases": ["告诫"]},
        {"value": "旧", "effective_to": "2021-07-15"},
        {"value": "其他", "completed": True},
    )
    before, after = date(2021, 7, 14), date(2021, 7, 15)
    assert kinds.accept("告诫", after) == "警告"
    assert kinds.accept("旧", before) == "旧"
    assert kinds.accept("旧", after) is None
    assert kinds.accept("其他-责令改正", after) == "其他-责令改正"
    assert kinds.accept("其他", after) is None
    assert kinds.accept("其他-", after) is None
    assert kinds.accept("其他- ", after) is None
    assert kinds.accept("没有", after) is None


@given(given_text=st.text(max_size=12), day=DAYS)
def test_what_a_code_list_accepts_it_accepts_again(given_text: str, day: date) -> None:
    kinds = codes({"value": "警告", "aliases": ["告诫"]}, {"value": "其他", "completed": True})
    kept = kinds.accept(given_text, day)
    assert kept is None or kinds.accept(kept, day) == kept


@pytest.mark.parametrize(
    "changes",
    [
        {"length": None},
        {"length": 0},
        {"unit": "window"},
        {"unit": "window", "length": None},
        {"unit": "window", "length": None, "window_to": "June"},
    ],
)
def test_a_deadline_without_measure_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        deadline("D1", **changes)


def test_a_yearly_window_is_a_deadline() -> None:
    window = deadline(unit="window", length=None, window_from="01-01", window_to="06-30")
    assert window.window_to == "06-30"


@pytest.mark.parametrize("slug", ["", "Penalty", "行政处罚", "a b", "-a"])
def test_ids_are_slugs(slug: str) -> None:
    with pytest.raises(ValidationError, match="id"):
        item(id=slug)


def test_an_item_survives_its_json() -> None:
    one = item(layouts=[layout({"header": "A", "field": "code"})])
    assert CatalogueItem.model_validate_json(one.model_dump_json(by_alias=True)) == one
