"""Tables as csv."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.web.export import FORMULA_STARTS, csv_file, harmless

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)


def _body(rows: list[list[object]]) -> str:
    response = csv_file("表.csv", ["列"], rows)
    return b"".join(response).decode("utf-8")


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_a_cell_that_would_run_as_a_formula_is_disarmed(start: str) -> None:
    assert harmless(f"{start}cmd|' /C calc'!A0").startswith("'")


@pytest.mark.parametrize(("value", "shown"), [(-3, "-3"), (0.5, "0.5"), (None, ""), ("好", "好")])
def test_numbers_and_plain_text_stay(value: object, shown: str) -> None:
    assert harmless(value) == shown


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=5))
def test_what_goes_in_comes_out(rows: list[list[str]]) -> None:
    given_rows: list[list[object]] = [list(row) for row in rows]
    read = list(csv.reader(io.StringIO(_body(given_rows).removeprefix("\ufeff"), newline="")))
    assert read[1:] == [[harmless(cell) for cell in row] for row in rows]


def test_the_file_begins_with_a_mark_and_carries_its_chinese_name() -> None:
    response = csv_file("表.csv", ["列"], [])
    assert b"".join(response).startswith(b"\xef\xbb\xbf")
    assert "filename*=utf-8''%E8%A1%A8.csv" in response.headers["Content-Disposition"]
