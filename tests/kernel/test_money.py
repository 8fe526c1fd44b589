from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.kernel.money import (
    AmountNegative,
    AmountNotANumber,
    AmountOutOfRange,
    fen_to_wan,
    wan_to_fen,
)

MOST = 10**18 - 1


@pytest.mark.parametrize(
    ("wan", "fen"),
    [
        ("1", 1_000_000),
        ("0.000001", 1),
        ("0.01", 10_000),
        (" 12.5 ", 12_500_000),
        ("0", 0),
        ("+3.10", 3_100_000),
        ("999999999999.999999", MOST),
        ("1.0000000", 1_000_000),
        (Decimal("1E+2"), 100_000_000),
        ("-0", 0),
    ],
)
def test_wan_become_fen_exactly(wan: str | Decimal, fen: int) -> None:
    assert wan_to_fen(wan) == fen


@pytest.mark.parametrize(
    "wan",
    [
        "0.0000001",
        "1000000000000",
        "0." + "0" * 40 + "1",
        "1." + "0" * 40 + "1",
        Decimal("1E+999999"),
        Decimal("1E-999999"),
    ],
)
def test_what_does_not_fit_is_refused_and_never_rounded(wan: str | Decimal) -> None:
    with pytest.raises(AmountOutOfRange):
        wan_to_fen(wan)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "万",
        "1,000",
        "1_000",
        "1e3",
        "NaN",
        "Infinity",
        ".5",
        "5.",
        "１２",
        "1 2",
        "1.2.3",
    ],
)
def test_text_that_is_no_plain_number_is_refused(text: str) -> None:
    with pytest.raises(AmountNotANumber) as caught:
        wan_to_fen(text)
    assert f"“{text}”" in caught.value.sentence()


@pytest.mark.parametrize("given_", [1.5, 3, None, True, Decimal("NaN"), Decimal("-Infinity")])
def test_floats_and_other_things_are_refused(given_: object) -> None:
    with pytest.raises(AmountNotANumber):
        wan_to_fen(given_)  # type: ignore[arg-type] # the caller is wrong on purpose


def test_a_negative_amount_only_where_it_is_allowed() -> None:
    with pytest.raises(AmountNegative):
        wan_to_fen("-0.000001")
    assert wan_to_fen("-0.000001", negative=True) == -1


@pytest.mark.parametrize("fen", [MOST + 1, -MOST - 1, 10**40])
def test_more_fen_than_eighteen_digits_are_refused(fen: int) -> None:
    with pytest.raises(AmountOutOfRange):
        fen_to_wan(fen)


def test_wan_are_written_with_six_decimals() -> None:
    assert str(fen_to_wan(1_500_000)) == "1.500000"
    assert format(fen_to_wan(1), "f") == "0.000001"


@given(st.integers(-MOST, MOST))
def test_there_and_back(fen: int) -> None:
    assert wan_to_fen(fen_to_wan(fen), negative=True) == fen
    assert wan_to_fen(format(fen_to_wan(fen), "f"), negative=True) == fen
