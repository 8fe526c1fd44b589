"""Clean rows: what officials would have sent if nothing ever went wrong."""

from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa
import pytest

from district.helpers import UNTIL, every, filled, small
from mingjian.district.deliveries import ABNORMAL, LICENCE, PENALTY, REGISTER, Part
from mingjian.district.items.penalty import wan
from mingjian.district.plan import Dirt
from mingjian.district.rows import Filled, laid_out
from mingjian.kernel.uscc import examine
from mingjian.kernel.uscc_tables import SubjectClass
from mingjian.policy.standing import policies

Row = dict[str, str]


@dataclass(frozen=True)
class Clean:
    """A file and all its rows."""

    made: Filled
    rows: list[Row]


@pytest.fixture(scope="module")
def clean() -> list[Clean]:
    return [Clean(made, rows(made)) for made in filled(small(Dirt.none()))]


def rows(made: Filled) -> list[Row]:
    columns = made.columns(every(made.delivery.rows))
    values = (column.to_pylist() for column in columns.values())
    return [dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True)]


def of(clean: list[Clean], item: str) -> list[Row]:
    return [row for file in clean if file.made.delivery.item == item for row in file.rows]


def test_rows_do_not_depend_on_the_chunk() -> None:
    for made in filled(small(subjects=300, records=600)):
        whole = [pa.chunked_array([c]) for c in next(made.chunks(10_000))]
        pieces = [pa.chunked_array(list(c)) for c in zip(*made.chunks(7), strict=True)]
        assert whole == pieces


def test_everybody_in_an_adverse_row_is_made_up(clean: list[Clean]) -> None:
    parties = [(r["CF_XDR_SHXYM"], r["CF_XDR_MC"]) for r in of(clean, PENALTY)]
    parties += [(r["uscc"], r["name"]) for r in of(clean, ABNORMAL)]
    assert len(parties) > 1_500
    assert {code[2:8] for code, _ in parties} == {"330299"}
    assert all("示例" in name for _, name in parties)
    assert all(examine(code).valid for code, _ in parties)


def test_no_personal_field_is_filled(clean: list[Clean]) -> None:
    for file in clean:
        personal = [f.name for f in file.made.item.fields if f.personal]
        assert not any(row[name] for row in file.rows for name in personal)


def test_required_fields_are_filled_and_codes_are_in_force(clean: list[Clean]) -> None:
    for file in clean:
        for field in file.made.item.fields:
            values = {row[field.name] for row in file.rows}
            assert "" not in values or not field.required
            if field.codes and field.many is None:
                codes = policies().codes(field.codes, UNTIL)
                assert all(codes.accept(value, UNTIL) for value in values - {""}), field.name


def test_confiscation_has_the_name_of_its_day(clean: list[Clean]) -> None:
    old, new = "没收违法所得、没收非法财物", "没收违法所得"
    taken = [r for r in of(clean, PENALTY) if new in r["CF_CFLB"]]
    assert {old in row["CF_CFLB"] for row in taken} == {True, False}
    assert all((old in row["CF_CFLB"]) == (row["CF_JDRQ"] < "2021-07-15") for row in taken)
    assert all(row["CF_NR_WFFF"] for row in taken)


def test_fines_agree_with_the_text(clean: list[Clean]) -> None:
    fined = [r for r in of(clean, PENALTY) if r["CF_NR_FK"]]
    assert all("罚款" in row["CF_CFLB"] for row in fined)
    assert all(f"{Decimal(row['CF_NR_FK']) * 10_000:.0f}元" in row["CF_NR"] for row in fined)


@pytest.mark.parametrize(("yuan", "text"), [(2_000, "0.2"), (12_500, "1.25"), (200_000, "20")])
def test_ten_thousands_as_people_write_them(yuan: int, text: str) -> None:
    assert wan(yuan) == text


def test_document_numbers_are_unique(clean: list[Clean]) -> None:
    numbers = [r["XK_WSH"] for r in of(clean, LICENCE)] + [r["CF_WSH"] for r in of(clean, PENALTY)]
    assert len(set(numbers)) == len(numbers)
    assert any("〔2024〕" in number for number in numbers)


def test_decisions_come_after_registration(clean: list[Clean]) -> None:
    born = {row["uscc"]: row["registered_on"] for row in of(clean, REGISTER)}
    decided = {(r["XK_XDR_SHXYM"], r["XK_JDRQ"]) for r in of(clean, LICENCE)}
    assert all(day > born[code] for code, day in decided if code in born)


def test_the_market_register_holds_its_classes_only(clean: list[Clean]) -> None:
    register = of(clean, REGISTER)
    classes = {examine(row["uscc"]).subject_class for row in register}
    others = {examine(row["XK_XDR_SHXYM"]).subject_class for row in of(clean, LICENCE)} - classes
    assert others == {SubjectClass.SOCIAL_ORGANISATION, SubjectClass.INSTITUTION}
    assert len(classes) == 3


def test_status_is_the_calibrated_one(clean: list[Clean]) -> None:
    firms = [r["status"] for r in of(clean, REGISTER) if r["type"] == "企业"]
    shares = {status: firms.count(status) / len(firms) for status in set(firms)}
    assert shares["存续"] == pytest.approx(0.63, abs=0.04)
    assert shares["注销"] == pytest.approx(0.33, abs=0.04)
    assert shares["吊销"] == pytest.approx(0.04, abs=0.02)


def test_nobody_is_listed_twice(clean: list[Clean]) -> None:
    listed = [row["uscc"] for row in of(clean, ABNORMAL)]
    assert len(set(listed)) == len(listed)
    assert all(code.startswith("91") for code in listed)


def test_removals_follow_their_entries(clean: list[Clean]) -> None:
    removed = [r for r in of(clean, ABNORMAL) if r["removed_on"]]
    assert removed
    assert all(r["listed_on"] < r["removed_on"] <= UNTIL.isoformat() for r in removed)
    assert all(r["removal_reason"] and r["removal_authority"] for r in removed)


def test_history_is_older_than_the_current_file(clean: list[Clean]) -> None:
    by_part = {
        part: [
            row["XK_JDRQ"]
            for file in clean
            if file.made.delivery.item == LICENCE and file.made.delivery.part is part
            for row in file.rows
        ]
        for part in (Part.HISTORY, Part.CURRENT)
    }
    assert max(by_part[Part.HISTORY]) < min(by_part[Part.CURRENT])
    assert len({day[:4] for day in by_part[Part.HISTORY]}) >= 6


def test_a_field_with_two_columns_gets_one_value_in_each() -> None:
    item = policies().item(PENALTY, UNTIL)
    layout = next(x for x in item.layouts if x.id == "2015-16")
    columns = {f.name: pa.array([""] * 3) for f in item.fields}
    columns["CF_CFLB"] = pa.array(["警告;罚款", "罚款", "其他-责令改正"])
    headers = [column.header for column in layout.columns]
    out = dict(zip(headers, laid_out(columns, layout, 3), strict=True))
    assert out["处罚类别1"].to_pylist() == ["0", "1", "其他-责令改正"]
    assert out["处罚类别2"].to_pylist() == ["1", "", ""]
