"""Delimited text as departments send it: encodings, separators, quotes, odd rows."""

import csv
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.files.makers import csv_file, items, names, penalty, read, row, rows, table, titles
from mingjian.intake.cells import SPACES
from mingjian.intake.problems import (
    BinaryInText,
    FileProblem,
    LineTooLong,
    MissingColumns,
    NoRows,
    UnreadableText,
)
from mingjian.intake.read import read_file
from mingjian.intake.reading import delimited
from mingjian.intake.reading.report import load_report


@pytest.fixture(autouse=True, params=[delimited.DIVIDED_FROM, 1], ids=["whole", "divided"])
def pieces(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything holds for a file read in one piece and for one read in two."""
    monkeypatch.setattr(delimited, "DIVIDED_FROM", request.param)


ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encodings_and_separators(tmp_path: Path, encoding: str, separator: str) -> None:
    lines = [titles(), *rows(3)]
    path = csv_file(tmp_path / "a.csv", lines, encoding=encoding, delimiter=separator)
    sheet = read(path)
    assert [r["CF_WSH"] for r in table(sheet)] == [f"示罚〔2024〕{n}号" for n in (1, 2, 3)]
    assert sheet.report.delimiter == separator


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path: Path, end: str) -> None:
    path = csv_file(tmp_path / "a.csv", [titles(), *rows(3)], lineterminator=end)
    assert [r["row_no"] for r in table(read(path))] == [2, 3, 4]


def test_every_column_comes_with_its_value(tmp_path: Path) -> None:
    given = row(7)
    found = table(read(csv_file(tmp_path / "a.csv", [titles(), given])))[0]
    collected = {f.name for f in penalty().fields if f.collect}
    expected = dict(zip(names(), given, strict=True))
    assert {k: v for k, v in expected.items() if k in collected} == {
        k: found[k] or "" for k in expected if k in collected
    }
    assert list(found) == ["row_no", *(f.name for f in penalty().fields), "_extras", "_flags"]


def test_what_is_not_collected_is_dropped_and_the_sender_told(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [titles(), row(CF_FRDB="某某", CF_FR_SFZH="1" * 18)])
    sheet = read(path)
    assert table(sheet)[0]["CF_FRDB"] is None
    assert "某某" not in sheet.rows.read_bytes().decode("latin-1")
    note = next(n for n in sheet.report.notes if n.code == "columns-not-collected")
    assert "法定代表人身份证号" in note.zh


def test_columns_nobody_asked_for_are_kept_as_extras(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [[*titles(), "内部编号", "联系电话"], [*row(), "N1", "1"]])
    sheet = read(path)
    assert table(sheet)[0]["_extras"] == '{"内部编号":"N1"}'
    assert sheet.report.unmapped[-2:] == ("内部编号", "联系电话")


def test_rows_before_and_below_keep_the_senders_numbers(tmp_path: Path) -> None:
    total = ["合计", *["0.4" if t.startswith("罚款金额") else "" for t in titles()[1:]]]
    lines = [["行政处罚表"], [], titles(), row(1), [], row(2), ["填表说明：金额为万元"], total]
    sheet = read(csv_file(tmp_path / "a.csv", lines))
    assert [r["row_no"] for r in table(sheet)] == [4, 6]
    assert sheet.report.header_row == 3
    assert {n.code for n in sheet.report.notes} >= {"blank-rows", "note-rows", "total-rows"}


def test_notes_below_a_plain_file_are_passed_over_in_the_engine_too(tmp_path: Path) -> None:
    blank = [""] * (len(titles()) - 1)
    path = csv_file(tmp_path / "a.csv", [titles(), *rows(2), ["填表人：某某", *blank]])
    sheet = read(path)
    assert sheet.report.rows == 2
    assert "note-rows" in {n.code for n in sheet.report.notes}


def test_a_row_that_names_a_subject_is_never_a_note(tmp_path: Path) -> None:
    odd = row(CF_XDR_MC="合计", CF_WSH="说明：无")
    assert len(table(read(csv_file(tmp_path / "a.csv", [titles(), odd])))) == 1


def test_ragged_rows_come_back_marked_not_dropped(tmp_path: Path) -> None:
    lines = [titles(), row(1), row(2)[:-3], [*row(3), "多余"], [*row(4), "", ""]]
    found = table(read(csv_file(tmp_path / "a.csv", lines)))
    assert [r["_flags"] for r in found] == [None, ["ragged"], ["ragged"], None]


def test_quotes_separators_and_line_breaks_inside_a_cell(tmp_path: Path) -> None:
    odd = '他说"不,可以"\n第二行'
    path = csv_file(tmp_path / "a.csv", [titles(), row(1, CF_SY=odd), row(2)])
    found = table(read(path))
    assert found[0]["CF_SY"] == odd
    assert [r["row_no"] for r in found] == [2, 3]


def test_ends_of_cells_are_trimmed_of_every_white_space(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "a.csv", [titles(), row(CF_WSH="\u3000示1号\t", CF_SY="\xa0 甲 乙 ")]
    )
    found = table(read(path))[0]
    assert (found["CF_WSH"], found["CF_SY"]) == ("示1号", "甲 乙")


def test_text_written_as_a_formula_to_save_its_zeros(tmp_path: Path) -> None:
    text = csv_file(tmp_path / "a.csv", [titles(), row(BZ="MARK")]).read_text("utf-8")
    path = tmp_path / "b.csv"
    path.write_text(text.replace("MARK", '"=""00123"""'), "utf-8")
    assert table(read(path))[0]["BZ"] == "00123"


@pytest.mark.parametrize("code", ["9.1133E+17", "9.11330299000000e17", "9E+17"])
def test_a_code_saved_as_an_exponent_has_lost_digits(tmp_path: Path, code: str) -> None:
    found = table(read(csv_file(tmp_path / "a.csv", [titles(), row(CF_XDR_SHXYM=code)])))[0]
    expected = ["number-lost-digits:CF_XDR_SHXYM"] if "E+" in code else None
    assert found["_flags"] == expected


def test_a_wrong_byte_is_named_with_its_place(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [titles(), *rows(3)])
    content = path.read_bytes()
    at = content.rindex("示例公司3".encode())
    path.write_bytes(content[:at] + b"\xff\xff" + content[at:])
    with pytest.raises(UnreadableText) as caught:
        read(path)
    assert caught.value.facts["line"] == 4
    assert caught.value.facts["byte"] == at + 1


def test_a_wrong_byte_in_the_header_of_a_marked_file_is_found_before_any_row(
    tmp_path: Path,
) -> None:
    """The engine never reads the header; the file given back would stumble over it."""
    path = csv_file(tmp_path / "a.csv", [[*titles(), "其他"], [*row(1), "x"]], encoding="utf-8-sig")
    content = path.read_bytes()
    at = content.index("其他".encode())
    path.write_bytes(content[:at] + b"\xff\xff" + content[at:])
    with pytest.raises(UnreadableText) as caught:
        read(path)
    assert (caught.value.facts["line"], caught.value.facts["byte"]) == (1, at + 1)


def test_gb18030_after_a_long_ascii_beginning(tmp_path: Path) -> None:
    """The first megabyte says nothing about the encoding: the rest decides."""
    lines = [names(), *([row(n) for n in range(1)])]
    ascii_rows = [["x" if c else "" for c in line] for line in rows(9000)]
    path = csv_file(tmp_path / "a.csv", [lines[0], *ascii_rows, row(5)], encoding="gb18030")
    assert table(read(path))[-1]["CF_XDR_MC"] == "示例公司5"


def test_a_nul_byte(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [titles(), *rows(2)])
    path.write_bytes(path.read_bytes() + b"a\x00b\n")
    with pytest.raises(BinaryInText) as caught:
        read(path)
    assert caught.value.facts["line"] == 4


def test_an_open_quotation_mark(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [titles(), row(1)])
    path.write_bytes(path.read_bytes() + b'"' + b"x,y\n" * 300_000)
    with pytest.raises(LineTooLong) as caught:
        read(path)
    assert caught.value.facts["line"] == 3


@pytest.mark.parametrize("lines", [[titles()], [titles(), [""] * 26], [titles(), [], []]])
def test_a_header_alone(tmp_path: Path, lines: list[list[str]]) -> None:
    with pytest.raises(NoRows):
        read(csv_file(tmp_path / "a.csv", lines))


def test_a_failure_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    into = tmp_path / "work"
    with pytest.raises(MissingColumns):
        read(csv_file(tmp_path / "a.csv", [titles()[:12], row()[:12]]), into=into)
    assert list(into.iterdir()) == []


def test_progress_may_stop_the_work(tmp_path: Path) -> None:
    class Stop(Exception):  # noqa: N818 - a signal
        pass

    def stop(_: int) -> None:
        raise Stop

    path = csv_file(tmp_path / "a.csv", [titles(), row(1)[:-1], row(2)])
    with pytest.raises(Stop):
        read_file(path, "csv", penalty(), into=tmp_path / "work", progress=stop)
    assert list((tmp_path / "work").iterdir()) == []


def test_the_report_can_be_read_back(tmp_path: Path) -> None:
    sheet = read(csv_file(tmp_path / "a.csv", [["表"], [*titles(), "另"], [*row(), "1"]]))
    assert load_report(sheet.rows.with_name("sheet.json")) == sheet.report


def test_the_old_layout_maps_values_and_joins_columns(tmp_path: Path) -> None:
    layout = next(one for one in penalty().layouts if one.id == "2015-16")
    given = {"CF_CFLB": ["1", "2"], "CF_ZT": ["0"], "CF_WSH": ["示1号"], "CF_XDR_MC": ["示例公司"]}
    cells = [
        given.get(c.field or "", [""]).pop(0) if given.get(c.field or "") else ""
        for c in layout.columns
    ]
    path = csv_file(tmp_path / "a.csv", [[c.header for c in layout.columns], cells])
    found = table(read(path))[0]
    assert found["CF_CFLB"] == "罚款;没收违法所得、没收非法财物"
    assert found["CF_ZT"] == "正常"


def test_real_organisations_are_read_whole(shared: Path, tmp_path: Path) -> None:
    path = shared / "data" / "organisations_ningbo.csv"
    sheet = read(path, items()["market-entity"], into=tmp_path)
    with path.open(encoding="utf-8") as stream:
        expected = [(line["uscc"], line["name"]) for line in csv.DictReader(stream)]
    assert [(r["uscc"], r["name"]) for r in table(sheet)] == expected
    assert sheet.report.layout == "organisations"


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=5))
def test_any_text_comes_out_as_it_went_in(tmp_path: Path, cells: list[list[str]]) -> None:
    """Whatever people write into free text: only the ends of a cell are trimmed."""
    lines = [row(n, CF_SY=a, CF_YJ=b, CF_NR=c) for n, (a, b, c) in enumerate(cells, 1)]
    path = csv_file(tmp_path / "a.csv", [titles(), *lines])
    try:
        found = table(read(path))
    except FileProblem:
        raise AssertionError("sound text was refused") from None
    values = [[line["CF_SY"], line["CF_YJ"], line["CF_NR"]] for line in found]
    assert values == [[_kept(cell) for cell in line] for line in cells]


def _kept(cell: str) -> str | None:
    """Programs write ="..." to keep zeros: that wrapping is taken off."""
    return (cell.strip('="') if cell.startswith('="') else cell).strip(SPACES) or None


def test_of_a_file_of_many_buffers_every_row_has_its_own_number(tmp_path: Path) -> None:
    """The engine reads several buffers at once; a number must never stand at another's row."""
    path = csv_file(tmp_path / "a.csv", [titles(), *rows(80_000)])
    assert path.stat().st_size > 4 * delimited.BUFFER
    sheet = read(path)
    with duckdb.connect() as engine:
        found = engine.execute(
            "SELECT count(*), count(DISTINCT row_no), min(row_no), max(row_no), count(*) FILTER "
            "(WHERE CF_WSH <> concat('示罚〔2024〕', row_no - 1, '号')) FROM read_parquet(?)",
            [str(sheet.rows)],
        ).fetchone()
    assert found == (80_000, 80_000, 2, 80_001, 0)
