import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mingjian.registry.names import normal, normal_column


@pytest.mark.parametrize(
    ("given_name", "expected"),
    [
        ("宁波示例（集团）有限公司", "宁波示例(集团)有限公司"),
        ("宁波示例(集团)有限公司", "宁波示例(集团)有限公司"),
        ("宁波示例〔集团〕有限公司", "宁波示例(集团)有限公司"),
        ("宁波示例【集团】有限公司", "宁波示例(集团)有限公司"),
        (" 宁波 示例\u3000有限公司\t\n", "宁波示例有限公司"),
        ("宁波\u200b示例\ufeff有限公司", "宁波示例有限公司"),
        ("寧波示例機械製造有限公司", "宁波示例机械制造有限公司"),
        ("宁波ＡＢＣ有限公司", "宁波ABC有限公司"),
        ("宁波abc有限公司", "宁波ABC有限公司"),
        ("示例•示例", "示例·示例"),
        ("示例—示例", "示例-示例"),
        ("", ""),
        (" \u3000", ""),
    ],
)
def test_spellings_of_one_name_are_one(given_name: str, expected: str) -> None:
    assert normal(given_name) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("宁波示例有限公司", "慈溪示例有限公司"),
        ("宁波示例有限公司", "宁波示例股份有限公司"),
        ("宁波示例一厂", "宁波示例二厂"),
    ],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@given(st.text(max_size=30))
@example("乾\u0301隆")
@example("ŉ")
@example("ﬃ（ＡＢ）")
def test_the_normal_form_is_its_own(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@given(st.text(max_size=20))
def test_nothing_unseen_is_left(text: str) -> None:
    assert not any(char.isspace() or ord(char) < 32 for char in normal(text))


def test_a_column_keeps_its_gaps() -> None:
    names = pa.chunked_array([["（示例）", None], ["（示例）", "寧波"]])
    assert normal_column(names).to_pylist() == ["(示例)", None, "(示例)", "宁波"]
