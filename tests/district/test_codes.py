import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from district.helpers import every
from mingjian.district.codes import DIVISION, codes
from mingjian.district.dice import Whole
from mingjian.district.figures import PREFIXES
from mingjian.kernel.uscc import compose, examine

KINDS = sorted(PREFIXES.values())


def made(prefix: str, subjects: Whole, seed: int = 2019) -> list[str]:
    letters = np.tile(np.frombuffer(prefix.encode(), dtype=np.uint8), (len(subjects), 1))
    return [str(code) for code in codes(letters, subjects, seed).to_pylist()]


@given(st.sampled_from(KINDS), st.integers(0, 10_000_000), st.integers(0, 2**32))
def test_codes_are_those_the_kernel_composes(prefix: str, subject: int, seed: int) -> None:
    code = made(prefix, np.array([subject]), seed)[0]
    assert code == compose(prefix, DIVISION, code[8:16])


def test_ten_thousand_codes_are_valid_different_and_of_nobody() -> None:
    found = made("91", every(10_000))
    assert len(set(found)) == 10_000
    assert {code[2:8] for code in found} == {"330299"}
    assert all(examine(code).valid for code in found)


def test_no_codes_for_no_subjects() -> None:
    assert made("92", every(0)) == []
