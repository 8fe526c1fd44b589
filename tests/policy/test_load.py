from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingjian.policy.lint import has_errors, lint
from mingjian.policy.load import load_pack
from mingjian.policy.problems import BrokenPack, PackFault
from policy.making import ITEM_YAML, PACK_YAML, write_pack

UNITS = "id,name.zh,name.en,kind,in_district,aliases,source,mark\n"
CODES = "id,title.zh,title.en,source,mark\nkinds,种类,kinds,test,verified\n"
VALUES = "value,title.zh,title.en,source,mark\n甲,甲,one,test,verified\n"


def faults(folder: Path) -> tuple[PackFault, ...]:
    with pytest.raises(BrokenPack) as caught:
        load_pack(folder)
    return caught.value.faults


def only(folder: Path) -> PackFault:
    (fault,) = faults(folder)
    return fault


def test_a_small_pack_loads_and_optional_files_may_be_missing(tmp_path: Path) -> None:
    pack = load_pack(write_pack(tmp_path))
    assert pack.id == "small"
    assert [item.id for item in pack.catalogue] == ["water-arrears"]
    assert pack.units == ()


def test_fields_inherit_source_and_mark_of_their_item(tmp_path: Path) -> None:
    own = "constraints: {required: true}, format: uscc, mark: recalled}"
    text = ITEM_YAML.replace("constraints: {required: true}, format: uscc}", own)
    pack = load_pack(write_pack(tmp_path, {"catalogue/water-arrears.yaml": text}))
    code, name, *_ = pack.catalogue[0].fields
    assert (code.source, code.mark) == ("test", "recalled")
    assert (name.source, name.mark) == ("test", "verified")


def test_tables_nest_split_and_leave_out_empty_cells(tmp_path: Path) -> None:
    rows = UNITS + "a,区甲局,Bureau A,district_department,yes,甲局| 甲 ,test,verified\n"
    rows += "b,区乙局,Bureau B,court,no,,test,verified\n"
    one, other = load_pack(write_pack(tmp_path, {"units.csv": rows})).units
    assert (one.name.zh, one.aliases, one.in_district) == ("区甲局", ("甲局", "甲"), True)
    assert (other.aliases, other.in_district, other.division) == ((), False, None)


def test_a_byte_order_mark_does_not_matter(tmp_path: Path) -> None:
    rows = UNITS + "a,区甲局,Bureau A,town,yes,,test,verified\n"
    folder = write_pack(tmp_path, {"units.csv": "\ufeff" + rows, "pack.yaml": "\ufeff" + PACK_YAML})
    assert load_pack(folder).units[0].id == "a"


def test_code_lists_are_read_from_their_files(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, {"codes.csv": CODES, "codes/kinds.csv": VALUES})
    (kinds,) = load_pack(folder).codes
    assert [value.value for value in kinds.values] == ["甲"]


def test_a_list_without_values_and_values_without_a_list(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, {"codes.csv": CODES, "codes/others.csv": VALUES})
    told = {(fault.code, fault.facts["file"]) for fault in faults(folder)}
    missing = "policy.file_missing"
    assert told == {(missing, "codes/kinds.csv"), (missing, "codes.csv: others")}


def test_an_empty_code_list_is_a_fault(tmp_path: Path) -> None:
    header = VALUES.splitlines()[0]
    fault = only(write_pack(tmp_path, {"codes.csv": CODES, "codes/kinds.csv": header}))
    assert (fault.code, fault.facts["field"]) == ("policy.bad_value", "values")


def test_a_folder_without_head_is_no_pack(tmp_path: Path) -> None:
    assert only(tmp_path).code == "policy.file_missing"


def test_a_bad_value_in_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    text = ITEM_YAML.replace("effect: adverse", "effect: nasty")
    fault = only(write_pack(tmp_path, {"catalogue/water-arrears.yaml": text}))
    assert fault.code == "policy.bad_value"
    assert (fault.facts["file"], fault.place) == ("catalogue/water-arrears.yaml", "line 4")
    assert fault.facts["field"] == "effect"
    assert "effect" in fault.sentence("zh")


def test_a_bad_value_deep_in_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    text = ITEM_YAML.replace("type: date", "type: dat")
    fault = only(write_pack(tmp_path, {"catalogue/water-arrears.yaml": text}))
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "type: dat" in row)
    assert (fault.place, fault.facts["field"]) == (f"line {line}", "fields.2.type")


def test_a_bad_row_check_is_told_at_its_own_line(tmp_path: Path) -> None:
    text = ITEM_YAML + "row_checks:\n  - {kind: ordered, code: Q07, first: month}\n"
    fault = only(write_pack(tmp_path, {"catalogue/water-arrears.yaml": text}))
    assert fault.place == f"line {len(text.splitlines())}"
    assert str(fault.facts["field"]).endswith("then")


def test_a_bad_cell_is_told_with_its_row(tmp_path: Path) -> None:
    rows = UNITS + "a,区甲局,Bureau A,town,yes,,test,verified\n"
    rows += "B!,区乙局,Bureau B,castle,yes,,test,verified\n"
    told = faults(write_pack(tmp_path, {"units.csv": rows}))
    assert [(fault.place, fault.facts["field"]) for fault in told] == [
        ("row 3", "id"),
        ("row 3", "kind"),
    ]


def test_a_row_that_is_too_long_is_told(tmp_path: Path) -> None:
    rows = UNITS + "a,区甲局,Bureau A,town,yes,,test,verified,more\n"
    assert only(write_pack(tmp_path, {"units.csv": rows})).facts["field"] == (
        "(more cells than columns)"
    )


def test_an_unknown_column_is_told_once(tmp_path: Path) -> None:
    fault = only(write_pack(tmp_path, {"units.csv": "id,colour\na,red\nb,blue\n"}))
    assert (fault.code, fault.facts["column"]) == ("policy.unknown_column", "colour")


def test_a_repeated_key_is_told_with_its_line(tmp_path: Path) -> None:
    text = PACK_YAML + "jurisdiction: 别处\n"
    fault = only(write_pack(tmp_path, {"pack.yaml": text}))
    assert (fault.code, fault.place, fault.facts["key"]) == (
        "policy.duplicate_key",
        "line 6",
        "jurisdiction",
    )


@pytest.mark.parametrize("text", ["a: [", "- a\n- b", "", "text", "a: 2019-13-45"])
def test_yaml_that_is_no_mapping_is_unreadable(tmp_path: Path, text: str) -> None:
    assert only(write_pack(tmp_path, {"pack.yaml": text})).code == "policy.unreadable"


@pytest.mark.parametrize("name", ["units.csv", "catalogue/water-arrears.yaml", "pack.yaml"])
def test_bytes_that_are_no_utf8_are_unreadable(tmp_path: Path, name: str) -> None:
    folder = write_pack(tmp_path)
    (folder / name).write_bytes("名称".encode("gb18030"))
    assert only(folder).code == "policy.unreadable"


def test_a_broken_quotation_is_unreadable(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, {"units.csv": UNITS + 'a,"区甲'})
    assert only(folder).code == "policy.unreadable"


def test_tables_may_not_hide_in_the_head(tmp_path: Path) -> None:
    fault = only(write_pack(tmp_path, {"pack.yaml": PACK_YAML + "units: []\n"}))
    assert (fault.code, fault.facts["field"]) == ("policy.bad_value", "units")


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path,
        {
            "pack.yaml": PACK_YAML.replace("jurisdiction: 示例区\n", ""),
            "catalogue/water-arrears.yaml": ITEM_YAML.replace("monthly", "often"),
            "units.csv": UNITS + "A,,x,town,yes,,test,verified\n",
            "deadlines.csv": "colour\nred\n",
        },
    )
    with pytest.raises(BrokenPack) as caught:
        load_pack(folder)
    files = {str(fault.facts["file"]) for fault in caught.value.faults}
    assert files == {"pack.yaml", "catalogue/water-arrears.yaml", "units.csv", "deadlines.csv"}
    assert caught.value.facts["count"] == len(caught.value.faults)
    assert all(name in str(caught.value) for name in files)


@pytest.mark.parametrize(
    "text",
    ["&a {id: *a}", "? [a]\n: b", "? {a: b}\n: c", "1: a\n2: b", "a: !!python/object:os.system {}"],
)
def test_strange_yaml_is_a_fault_like_any_other(tmp_path: Path, text: str) -> None:
    assert faults(write_pack(tmp_path, {"pack.yaml": text}))
    assert faults(write_pack(tmp_path, {"catalogue/strange.yaml": text}))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["pack.yaml", "catalogue/water-arrears.yaml", "units.csv"]),
    place=st.integers(0, 900),
    cut=st.integers(0, 30),
    put=st.text(max_size=8)
    | st.sampled_from(["[", "{", "'", '"', "- ", ": ", "\t", "\n", "&a *a"]),
)
def test_a_damaged_pack_loads_or_tells_where_it_is_broken(
    tmp_path: Path, name: str, place: int, cut: int, put: str
) -> None:
    rows = UNITS + "a,区甲局,Bureau A,town,yes,甲局,test,verified\n"
    whole = {"pack.yaml": PACK_YAML, "catalogue/water-arrears.yaml": ITEM_YAML, "units.csv": rows}
    text = whole[name]
    place %= len(text)
    damaged = (text[:place] + put + text[place + cut :]).encode("utf-8", "surrogatepass")
    folder = write_pack(tmp_path, whole)
    (folder / name).write_bytes(damaged)
    told = lint(folder)
    assert all(finding.file and finding.en for finding in told)
    if not has_errors(told):
        assert load_pack(folder).id
