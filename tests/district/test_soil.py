"""What each kind of dirt does to its rows, and that it does nothing to the others."""

import re

import pytest

from district.helpers import UNTIL, every, filled, small
from mingjian.district.deliveries import ABNORMAL, LICENCE, PENALTY, REGISTER, Part
from mingjian.district.plan import Dirt, Soil
from mingjian.district.quota import POSSIBLE, Soiled
from mingjian.district.rows import Filled
from mingjian.district.soil import PLACEHOLDER
from mingjian.kernel.uscc import Fault, examine

Row = dict[str, str]
CODE = {"licence": "XK_XDR_SHXYM", "penalty": "CF_XDR_SHXYM"}
NAME = {"licence": "XK_XDR_MC", "penalty": "CF_XDR_MC"}
DAY = {"licence": "XK_JDRQ", "penalty": "CF_JDRQ", "abnormal-operations": "listed_on"}


def file(item: str, kind: Soil, part: Part = Part.CURRENT) -> Filled:
    """The first file of an item in which one row in ten has this dirt and no other."""
    late = (0.1, 0.1) if kind is Soil.LATE else (0.0, 0.0)
    files = filled(small(Dirt({kind: 0.1}, late)))
    return next(f for f in files if f.delivery.item == item and f.delivery.part is part)


def rows(made: Filled) -> list[Row]:
    columns = made.columns(every(made.delivery.rows))
    values = (column.to_pylist() for column in columns.values())
    return [dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True)]


def dirty(item: str, kind: Soil, part: Part = Part.CURRENT) -> list[Row]:
    made = file(item, kind, part)
    soiled = Soiled(made.quota, made.quota.shuffle.rank(every(made.delivery.rows)))
    found = [row for row, is_dirty in zip(rows(made), soiled.are(kind), strict=True) if is_dirty]
    assert len(found) == made.quota.counts[kind]
    return found


@pytest.mark.parametrize("item", [LICENCE, PENALTY])
def test_a_bad_check_digit_is_the_only_fault_of_the_code(item: str) -> None:
    faults = {examine(row[CODE[item]]).fault for row in dirty(item, Soil.BAD_CHECK_DIGIT)}
    assert faults == {Fault.CHECK_CHARACTER}


def test_a_placeholder_is_the_one_found_in_real_files() -> None:
    assert {row[CODE[LICENCE]] for row in dirty(LICENCE, Soil.PLACEHOLDER_CODE)} == {PLACEHOLDER}


def test_adverse_rows_without_a_code_keep_their_name() -> None:
    for row in dirty(PENALTY, Soil.WITHOUT_CODE):
        assert row[CODE[PENALTY]] == ""
        assert "示例" in row[NAME[PENALTY]]


def test_brackets_become_half_width() -> None:
    for row in dirty(LICENCE, Soil.NAME_BRACKETS):
        assert re.search(r"\(.+\)", row[NAME[LICENCE]])
        assert "（" not in row[NAME[LICENCE]]


def test_spaces_stand_inside_the_name() -> None:
    for row in dirty(LICENCE, Soil.NAME_SPACES):
        assert row[NAME[LICENCE]].count(" ") == 1
        assert row[NAME[LICENCE]] == row[NAME[LICENCE]].strip()


def test_a_disagreeing_name_is_of_another_subject_with_a_valid_code() -> None:
    made = file(LICENCE, Soil.NAME_DISAGREES)
    people = made.scene.population
    everybody = every(people.size)
    name_of = dict(
        zip(people.codes(everybody).to_pylist(), people.names(everybody).to_pylist(), strict=True)
    )
    found = dirty(LICENCE, Soil.NAME_DISAGREES)
    assert all(name_of[row[CODE[LICENCE]]] != row[NAME[LICENCE]] for row in found)
    assert all(row[NAME[LICENCE]] in name_of.values() for row in found)


@pytest.mark.parametrize("item", [REGISTER, LICENCE, PENALTY, ABNORMAL])
def test_a_duplicate_is_a_whole_row_once_more(item: str) -> None:
    part = Part.REGISTER if item == REGISTER else Part.CURRENT
    made = file(item, Soil.DUPLICATE, part)
    told = [tuple(row.values()) for row in rows(made)]
    assert len(told) - len(set(told)) == made.quota.counts[Soil.DUPLICATE]


def test_a_row_sent_twice_stands_in_the_earlier_file() -> None:
    made = file(LICENCE, Soil.SENT_TWICE, Part.AGAIN)
    assert made.delivery.repeats
    before = [tuple(row.values()) for row in rows(Filled(made.scene, made.delivery.repeats))]
    again = dirty(LICENCE, Soil.SENT_TWICE, Part.AGAIN)
    assert {tuple(row.values()) for row in again} <= set(before)
    assert len(set(before) & {tuple(row.values()) for row in rows(made)}) == len(again)


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        (Soil.DATE_SLASHES, r"\d{4}/[1-9]\d?/[1-9]\d?"),
        (Soil.DATE_DOTS, r"\d{4}\.\d\d\.\d\d"),
        (Soil.DATE_COMPACT, r"\d{8}"),
        (Soil.DATE_CHINESE, r"\d{4}年[1-9]\d?月[1-9]\d?日"),
    ],
)
@pytest.mark.parametrize("item", [LICENCE, PENALTY, ABNORMAL])
def test_dates_take_another_form(item: str, kind: Soil, form: str) -> None:
    for row in dirty(item, kind):
        assert re.fullmatch(form, row[DAY[item]])
        assert not any(re.fullmatch(r"\d{4}-\d\d-\d\d", cell) for cell in row.values())


def test_one_required_field_is_empty() -> None:
    made = file(LICENCE, Soil.MISSING_REQUIRED)
    needed = {f.name for f in made.item.fields if f.required}
    empty = [[n for n in needed if not row[n]] for row in dirty(LICENCE, Soil.MISSING_REQUIRED)]
    assert {len(names) for names in empty} == {1}
    assert len({names[0] for names in empty}) > 3


def test_yuan_stand_where_ten_thousands_are_asked_for() -> None:
    for row in dirty(PENALTY, Soil.YUAN_AS_WAN):
        assert row["CF_CFLB"] == "罚款"
        assert row["CF_NR"] == f"罚款人民币{row['CF_NR_FK']}元"


def test_a_simple_procedure_says_so() -> None:
    for row in dirty(PENALTY, Soil.SIMPLE_PROCEDURE):
        assert "简罚" in row["CF_WSH"]
        assert "简易程序" in row["BZ"]


@pytest.mark.parametrize(("item", "field"), [(LICENCE, "XK_XKLB"), (PENALTY, "CF_CFLB")])
def test_other_is_not_completed(item: str, field: str) -> None:
    assert {row[field] for row in dirty(item, Soil.OTHER_UNNAMED)} == {"其他"}


@pytest.mark.parametrize("item", [LICENCE, PENALTY, ABNORMAL])
def test_future_days_lie_after_the_last(item: str) -> None:
    for row in dirty(item, Soil.FUTURE_DATE):
        assert row[DAY[item]] > UNTIL.isoformat()


def test_a_number_became_a_float() -> None:
    for row in dirty(LICENCE, Soil.NUMBER_AS_FLOAT):
        assert re.fullmatch(r"\d+\.0", row["XK_XKBH"])


def test_late_rows_are_older_than_the_others() -> None:
    made = file(LICENCE, Soil.LATE)
    soiled = Soiled(made.quota, made.quota.shuffle.rank(every(made.delivery.rows)))
    late = soiled.are(Soil.LATE)
    days: dict[bool, set[str]] = {True: set(), False: set()}
    for row, is_late in zip(rows(made), late.tolist(), strict=True):
        days[is_late].add(row["XK_JDRQ"])
    assert late.sum() == made.quota.counts[Soil.LATE]
    assert max(days[True]) < min(days[False])


def test_every_kind_is_possible_somewhere() -> None:
    possible = {kind for kinds in POSSIBLE.values() for kind in kinds}
    assert possible | {Soil.SENT_TWICE, Soil.LATE} == set(Soil)
