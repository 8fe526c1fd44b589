"""Single cells: codes, dates, numbers, code lists, lengths."""

from datetime import date
from pathlib import Path

import pytest

from intake import letters
from intake.letters import licence, penalty
from intake.sheets import check

LICENCE, PENALTY = letters.item("licence"), letters.item("penalty")
ENTITY = letters.item("market-entity")


def test_a_sound_row_has_no_findings(tmp_path: Path) -> None:
    result = check(tmp_path, LICENCE, [licence(1)])
    assert result.findings == []
    assert (result.counts.rows, result.counts.good, result.counts.bad) == (1, 1, 0)


@pytest.mark.parametrize(
    "given",
    ["2019-06-03", "2019/6/3", "2019.6.3", "20190603", "2019年6月3日", "2019-06-03 00:00:00"],
)
def test_dates_in_all_forms_are_kept_in_one(tmp_path: Path, given: str) -> None:
    result = check(tmp_path, LICENCE, [licence(1, XK_JDRQ=given)])
    assert result.findings == []
    assert result.typed[0]["XK_JDRQ"] == "2019-06-03"


@pytest.mark.parametrize(
    "given", ["2019-02-29", "2019-13-01", "19-6-3", "去年", "2019-6", "2019-06-031", "43619"]
)
def test_what_is_no_date_is_said(tmp_path: Path, given: str) -> None:
    result = check(tmp_path, LICENCE, [licence(1, XK_YXQZ=given)])
    assert "E171" in result.codes()
    assert result.of("E171").value == given
    assert result.counts.bad == 1


def test_full_width_digits_are_digits(tmp_path: Path) -> None:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    cells = {
        "XK_JDRQ": "2019-06-03".translate(wide),
        "XK_XDR_SHXYM": letters.code(1).translate(wide),
    }
    result = check(tmp_path, LICENCE, [licence(1, **cells)])
    assert result.findings == []
    assert result.typed[0]["XK_XDR_SHXYM"] == letters.code(1)
    assert result.typed[0]["XK_JDRQ"] == "2019-06-03"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (letters.code(1)[:-1], "E131"),
        (letters.code(1).replace("X", "I"), "E132"),
        ("91A30299" + letters.code(1)[8:], "E133"),
        (letters.broken(1), "E134"),
        ("000000000000000000", "E139"),
        ("00000000000000000X", "E139"),
    ],
)
def test_faults_of_codes(tmp_path: Path, given: str, code: str) -> None:
    result = check(tmp_path, LICENCE, [licence(1, XK_XDR_SHXYM=given)])
    assert code in result.codes()
    assert result.of(code).field == "XK_XDR_SHXYM"
    assert result.of(code).check == ("Q15" if code == "E139" else "Q03")
    assert result.counts.bad == 1


def test_a_required_cell_left_empty(tmp_path: Path) -> None:
    result = check(tmp_path, LICENCE, [licence(1, XK_NR="")])
    assert result.codes() == ["E101"]
    assert result.of("E101").field == "XK_NR"


def test_a_layout_need_not_carry_what_it_has_no_column_for(tmp_path: Path) -> None:
    row = {"uscc": letters.code(1), "name": letters.name(1), "registered_on": "1999-01-02"}
    assert check(tmp_path, ENTITY, [row], layout="organisations").findings == []
    assert "E101" in check(tmp_path, ENTITY, [row]).codes()


def test_too_long_is_counted_in_characters(tmp_path: Path) -> None:
    assert check(tmp_path, LICENCE, [licence(1, XK_XKWS="长" * 64)]).findings == []
    result = check(tmp_path, LICENCE, [licence(1, XK_XKWS="长" * 65)])
    assert result.of("E182").sentence("zh") == "超过 64 个字。"


def test_code_lists_take_aliases_and_refuse_the_rest(tmp_path: Path) -> None:
    rows = [licence(1, XK_ZT="有效"), licence(2, XK_ZT="大概有效")]
    result = check(tmp_path, LICENCE, rows)
    assert result.codes(2) == []
    assert result.typed[0]["XK_ZT"] == "1"
    assert result.codes(3) == ["E161"]


@pytest.mark.parametrize(
    ("given", "codes"), [("其他-备案", []), ("其他", ["E162"]), ("其他-", ["E162"])]
)
def test_other_must_be_completed(tmp_path: Path, given: str, codes: list[str]) -> None:
    assert check(tmp_path, LICENCE, [licence(1, XK_XKLB=given)]).codes() == codes


def test_several_values_are_judged_one_by_one(tmp_path: Path) -> None:
    good = penalty(1, CF_CFLB="警告;罚款")
    bad = penalty(2, CF_CFLB="警告;打手心", CF_NR_FK="")
    result = check(tmp_path, PENALTY, [good, bad])
    assert result.codes(2) == []
    assert result.typed[0]["CF_CFLB"] == "警告;罚款"
    assert "E161" in result.codes(3)


def test_a_value_is_judged_by_the_list_of_its_own_day(tmp_path: Path) -> None:
    taken = "没收违法所得、没收非法财物"  # in the list until 2021-07-15
    cells = {"CF_CFLB": taken, "CF_NR_WFFF": "1"}
    before = penalty(1, CF_JDRQ="2021-07-14", **cells)
    after = penalty(2, CF_JDRQ="2021-07-15", **cells)
    result = check(tmp_path, PENALTY, [before, after], received_on=date(2021, 7, 16))
    assert result.codes(2) == []
    assert result.codes(3) == ["E163"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("0.2", "0.2"),
        ("0100.50", "100.5"),
        ("10", "10"),
        ("0", "0"),
        ("100", "100"),
        ("0.000001", "0.000001"),
    ],
)
def test_amounts_are_kept_as_plain_decimals(tmp_path: Path, given: str, kept: str) -> None:
    result = check(tmp_path, PENALTY, [penalty(1, CF_NR_FK=given)])
    assert result.findings == []
    assert result.typed[0]["CF_NR_FK"] == kept


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("二千元", "E191"),
        ("1,000", "E191"),
        ("1e5", "E191"),
        ("0.0000001", "E192"),
        ("9" * 40, "E192"),
        ("-1", "E193"),
        ("1000000000000", "E194"),
        ("2000", "W195"),
    ],
)
def test_amounts_that_do_not_do(tmp_path: Path, given: str, code: str) -> None:
    assert code in check(tmp_path, PENALTY, [penalty(1, CF_NR_FK=given)]).codes()


def test_personal_data_are_dropped_and_not_repeated(tmp_path: Path) -> None:
    row = licence(1, XK_FRDB="示例人", XK_FR_SFZH="000000000000000000")
    result = check(tmp_path, LICENCE, [row])
    assert result.codes() == ["W223", "W223"]
    assert {f.value for f in result.findings} == {None}
    assert result.typed[0]["XK_FRDB"] is None
    assert result.counts.good == 1


def test_mixed_brackets_and_spaces_only_warn(tmp_path: Path) -> None:
    mixed = licence(1, XK_XDR_MC="示例(宁波）有限公司")
    spaced = licence(2, XK_XDR_MC="示例 有限公司")
    latin = licence(3, XK_XDR_MC="ABC Trading (Shili) Ltd")
    result = check(tmp_path, LICENCE, [mixed, spaced, latin])
    assert (result.codes(2), result.codes(3), result.codes(4)) == (["W181"], ["W181"], [])
    assert result.counts.warned == 2
    assert result.typed[0]["XK_XDR_MC"] == "示例(宁波）有限公司"


def test_marks_of_reading_become_findings(tmp_path: Path) -> None:
    rows = [
        licence(1, XK_XDR_SHXYM="9.133029E+17", _flags=["number-lost-digits:XK_XDR_SHXYM"]),
        licence(2, _flags=["formula:XK_NR", "date-serial:XK_JDRQ"]),
        licence(3, _flags=["ragged"]),
        licence(4, XK_XKLB="9", _flags=["no-equivalent:XK_XKLB"]),
    ]
    result = check(tmp_path, LICENCE, rows)
    assert result.codes(2) == ["E138"]
    assert result.codes(3) == ["W232", "W235"]
    assert result.codes(4) == ["E231"]
    assert result.codes(5) == ["E161"]
    assert (result.counts.bad, result.counts.warned) == (3, 1)
