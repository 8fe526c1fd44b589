"""Checks over several cells, several rows, the whole file; lateness; what holds when."""

from datetime import date
from pathlib import Path

import ibis
import pytest

from intake import letters
from intake.letters import licence, penalty
from intake.sheets import check
from mingjian.intake.context import context_of
from mingjian.intake.findings import FINDING_CODES, Finding, codes_of, in_order
from mingjian.intake.validation.marks import mark_findings
from mingjian.intake.validation.plan import plan
from mingjian.intake.validation.prepare import given_table, lookups, prepared
from mingjian.intake.validation.repeats import repeat_findings, several
from mingjian.intake.validation.row_rules import rule_of
from mingjian.intake.validation.whole import Delivery
from mingjian.ledger.identity import record_id
from mingjian.policy.schema import CatalogueItem, Check

LICENCE, PENALTY = letters.item("licence"), letters.item("penalty")
ENTITY, ABNORMAL = letters.item("market-entity"), letters.item("abnormal-operations")


@pytest.mark.parametrize(
    ("cells", "code", "field"),
    [
        ({"CF_NR_FK": ""}, "E102", "CF_NR_FK"),
        ({"CF_XDR_SHXYM": ""}, "E103", "CF_XDR_SHXYM"),
        ({"CF_JDRQ": "2019-06-13", "CF_YXQ": "2019-06-14"}, "E172", "CF_JDRQ"),
        ({"CF_YXQ": "2019-06-02"}, "E173", "CF_JDRQ"),
        ({"CF_XDR_LB": "自然人"}, "E221", "CF_XDR_LB"),
        ({"CF_WSH": "示简罚〔2019〕1号"}, "E221", "CF_WSH"),
        ({"CF_ZT": "撤销"}, "E222", "CF_ZT"),
        ({"CF_XDR_LB": "个体工商户"}, "E151", "CF_XDR_LB"),
    ],
)
def test_row_checks(tmp_path: Path, cells: dict[str, str], code: str, field: str) -> None:
    result = check(tmp_path, PENALTY, [penalty(1, **cells)])
    assert code in result.codes()
    assert result.of(code).field == field
    assert result.counts.bad == 1


def test_the_sentence_names_what_the_check_is_about(tmp_path: Path) -> None:
    row = penalty(1, CF_YXQ="2019-06-02", CF_XDR_LB="个体工商户", CF_NR_FK="")
    result = check(tmp_path, PENALTY, [row])
    assert result.of("E173").sentence("zh") == "不得晚于“处罚有效期”。"
    assert result.of("E173").sentence("en") == "It must not lie after “penalty valid until”."
    assert "法人及非法人组织" in result.of("E151").sentence("zh")
    assert "罚款" in result.of("E102").sentence("zh")


def test_a_date_before_the_law(tmp_path: Path) -> None:
    row = {
        "uscc": letters.code(1),
        "name": letters.name(1),
        "reason": "无法联系",
        "listed_on": "2014-09-30",
        "authority": "示例局",
    }
    result = check(tmp_path, ABNORMAL, [row])
    assert result.of("E174").detail_zh == "2014-10-01"


def test_an_individual_business_is_not_put_on_the_list(tmp_path: Path) -> None:
    row = {
        "uscc": letters.code(1, "92"),
        "name": letters.name(1),
        "reason": "无法联系",
        "listed_on": "2019-01-02",
        "authority": "示例局",
    }
    assert check(tmp_path, ABNORMAL, [row]).codes() == ["E184"]


def test_a_completed_class_fits_its_stem(tmp_path: Path) -> None:
    rows = [
        letters.entity(1, type="个体"),
        letters.entity(2, uscc=letters.code(2, "92"), type="个体"),
    ]
    result = check(tmp_path, ENTITY, rows)
    assert result.codes(2) == ["E151"]
    assert result.codes(3) == []


def test_when_a_row_holds(tmp_path: Path) -> None:
    rows = [
        licence(1, XK_YXQZI="2024-06-02"),
        licence(2, XK_YXQZI="2099-12-31"),
        licence(3, XK_YXQZI="9999-12-31"),
    ]
    result = check(tmp_path, LICENCE, rows)
    assert result.typed[0]["_valid_from"] == date(2019, 6, 3)
    ends = [row["_valid_to"] for row in result.typed]
    assert ends == [date(2024, 6, 3), None, None]


def test_an_end_that_is_no_last_day_is_excluded(tmp_path: Path) -> None:
    row = {
        "uscc": letters.code(1),
        "name": letters.name(1),
        "reason": "无法联系",
        "listed_on": "2019-01-02",
        "removed_on": "2019-01-02",
        "authority": "示例局",
    }
    assert check(tmp_path, ABNORMAL, [row]).codes() == ["E176"]
    later = check(tmp_path, ABNORMAL, [{**row, "removed_on": "2019-01-03"}])
    assert later.typed[0]["_valid_to"] == date(2019, 1, 3)


def test_the_record_number_is_the_ledgers(tmp_path: Path) -> None:
    result = check(tmp_path, LICENCE, [licence(1, XK_JDRQ="2019年6月3日")])
    key = [letters.code(1), "示许〔2019〕1号", "2019-06-03", "示例局"]
    assert result.typed[0]["_record_id"] == record_id("licence", key).hex


def test_one_decision_told_twice(tmp_path: Path) -> None:
    rows = [
        licence(1),
        licence(1),
        licence(2),
        licence(2, XK_NR="另一内容"),
        licence(3, XK_NR=""),
    ]
    result = check(tmp_path, LICENCE, [*rows, licence(3)])
    assert [result.codes(n) for n in range(2, 8)] == [
        [],
        ["W202"],
        ["E201"],
        ["E201"],
        ["E101"],
        [],
    ]
    counts = result.counts
    assert (counts.rows, counts.good, counts.bad, counts.repeats) == (6, 3, 3, 1)


def test_an_adverse_row_with_a_wrong_code_waits_and_is_told(tmp_path: Path) -> None:
    rows = [
        penalty(1, CF_XDR_SHXYM=letters.broken(1)),
        penalty(2, CF_XDR_SHXYM="", CF_XDR_GSZC="330299000000001"),
        penalty(3, CF_XDR_SHXYM=letters.broken(3), CF_SY=""),
    ]
    result = check(tmp_path, PENALTY, rows)
    assert [row["_verdict"] for row in result.typed] == ["held", "held", "bad"]
    assert result.codes(2) == ["E134"]
    assert (result.counts.held, result.counts.bad) == (2, 1)


def test_lateness_in_working_days(tmp_path: Path) -> None:
    # decided Monday 3 June, Dragon Boat holiday on the 7th: the seventh working day is the 13th
    in_time = check(tmp_path, LICENCE, [licence(1)], received_on=date(2019, 6, 13))
    assert (in_time.codes(), in_time.counts.late, in_time.counts.due_on) == (
        [],
        0,
        date(2019, 6, 13),
    )
    late = check(tmp_path, LICENCE, [licence(1)], received_on=date(2019, 6, 17))
    assert late.codes() == ["W211"]
    assert late.of("W211").sentence("zh") == "迟报：应于 2019-06-13 前报送。"
    assert (late.counts.late, late.counts.late_by, late.counts.bad) == (1, 2, 0)


def test_an_item_without_deadline_is_never_late() -> None:
    assert context_of(ENTITY, "own", date(2026, 1, 1)).due is None


def test_fewer_rows_and_emptier_columns_than_last_time(tmp_path: Path) -> None:
    rows = [licence(n, XK_XKBH="") for n in range(20)]
    last = Delivery(50, {"XK_XKBH": 50, "XK_NR": 50})
    result = check(tmp_path, LICENCE, rows, last=last)
    whole = [f for f in result.findings if f.row_no == 0]
    assert [(f.code, f.field, f.detail_zh) for f in whole] == [
        ("W241", None, "50"),
        ("W242", "XK_XKBH", "100% → 0%"),
    ]
    assert (result.counts.good, result.counts.warned, result.counts.codes) == (20, 0, {})


def test_fill_is_counted(tmp_path: Path) -> None:
    result = check(tmp_path, LICENCE, [licence(1, BZ="备注"), licence(2)])
    assert (result.counts.fill["BZ"], result.counts.fill["XK_NR"]) == (1, 2)


def test_a_check_nobody_wrote_a_rule_for_is_an_error_of_ours() -> None:
    with pytest.raises(TypeError, match="no rule"):
        rule_of(Check(code="Q01", source="test", mark="verified"), None)  # type: ignore[arg-type]  # never looked at


def test_every_code_tells_everything_in_both_languages() -> None:
    for kind in FINDING_CODES.values():
        texts = (kind.zh, kind.en, kind.zh_way, kind.en_way)
        assert all(texts), kind.number
        assert (
            kind.en.isascii() or "“" in kind.en or any("\u4e00" <= c <= "\u9fff" for c in kind.en)
        )
        assert ("{detail}" in kind.zh) == ("{detail}" in kind.en)
        assert kind.check in {f"Q{n:02d}" for n in range(1, 16)}


def test_findings_in_the_order_in_which_people_read() -> None:
    late = Finding(3, None, "W211", "warning", None, "2019-01-02", "2019-01-02")
    empty = Finding(3, "XK_NR", "E101", "error")
    first = Finding(2, None, "W202", "warning")
    assert in_order([late, empty, first]) == [first, empty, late]
    assert late.way_out("en").startswith("The row is taken in")
    assert (late.check, codes_of("Q11")) == ("Q11", ("211",))


@pytest.mark.parametrize("wanted", [LICENCE, PENALTY, ENTITY, ABNORMAL], ids=lambda i: i.id)
def test_validation_is_composed_for_spark_as_well(wanted: CatalogueItem) -> None:
    known = context_of(wanted, "own", date(2026, 1, 1))
    rows = given_table(wanted)
    made = plan(prepared(rows, wanted), wanted, known.lists, known.received_on, known.absent)
    typed = ibis.table(made.typed.schema(), name="typed")
    found = ibis.table({"_record_id": "string"}, name="several")
    tables = [*lookups(rows, wanted).values(), made.typed, several(typed), mark_findings(rows)]
    for table in [*tables, repeat_findings(typed, found, wanted)]:
        assert "SELECT" in ibis.to_sql(table, dialect="pyspark")
