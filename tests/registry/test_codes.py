from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import csv

from mingjian.kernel.uscc import examine
from mingjian.kernel.uscc_tables import CHARSET
from mingjian.registry.codes import valid_codes


def agrees(codes: list[str]) -> bool:
    plain = [examine(code).valid and examine(code).code == code for code in codes]
    return valid_codes(codes) == plain


@given(st.lists(st.text(alphabet=CHARSET + "IOx-（", min_size=16, max_size=19)))
def test_any_text_is_judged_as_by_the_kernel(codes: list[str]) -> None:
    assert agrees(codes)


@given(
    st.sampled_from(
        ["91330299MA000001", "11330299MA000001", "Y1330299MA000001", "Z1330299MA000001"]
    ),
    st.text(alphabet=CHARSET, min_size=2, max_size=2),
)
def test_check_characters_are_judged_as_by_the_kernel(front: str, checks: str) -> None:
    assert agrees([front + checks])


def test_placeholders_and_gaps_are_refused() -> None:
    odd = ["0" * 18, "1" * 18, "123456789012345678", "00000000000000000X", "", "９１", None]
    assert valid_codes(odd) == [False] * 7
    assert valid_codes([]) == []


@pytest.mark.parametrize("file", ["uscc_vectors.csv", "organisations_ningbo.csv"])
def test_real_codes_are_judged_as_by_the_kernel(shared: Path, file: str) -> None:
    table = csv.read_csv(shared / "data" / file)
    column = "uscc" if "uscc" in table.column_names else table.column_names[0]
    codes = [str(code) for code in table[column].to_pylist()]
    assert len(codes) > 200
    assert agrees(codes)
