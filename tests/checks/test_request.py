import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.filing import code_of, question
from mingjian.checks.problems import CaseMissing, InvalidCode, NotAMatter, NotAPurpose
from mingjian.checks.receipt import Receipt
from mingjian.kernel.problem import InvalidInput
from mingjian.kernel.uscc import examine

CODE = code_of(1)


def test_a_whole_request_is_read_in_its_canonical_form() -> None:
    spaced = f" {CODE[:8]}-{CODE[8:].lower()} "
    read = question(spaced, case="  示办1 ").checked()
    assert (read.code, read.case) == (CODE, "示办1")


@pytest.mark.parametrize("code", ["", "123", "0" * 18, CODE[:-1] + "O", CODE[:-1]])
def test_a_code_that_cannot_be_one_is_refused(code: str) -> None:
    with pytest.raises(InvalidCode) as problem:
        question(code).checked()
    assert problem.value.place == "code"


def test_matter_and_purpose_must_stand_in_the_packs() -> None:
    with pytest.raises(NotAMatter) as matter:
        question(CODE, matter="curiosity").checked()
    assert "licensing" in matter.value.way_out("en")
    with pytest.raises(NotAPurpose) as purpose:
        question(CODE, purpose="curiosity").checked()
    assert "decision" in purpose.value.way_out("zh")


@pytest.mark.parametrize("case", ["", "   ", "a\x00b", "a\nb", "\ud800", "长" * 101])
def test_a_case_is_a_line_of_text(case: str) -> None:
    with pytest.raises(CaseMissing):
        question(CODE, case=case).checked()


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20), st.text(max_size=120))
def test_whatever_is_asked_is_read_or_refused(
    code: str, matter: str, purpose: str, case: str
) -> None:
    request = question(code, matter=matter, purpose=purpose, case=case)
    with contextlib.suppress(InvalidInput):
        assert examine(request.checked().code).valid


@given(st.integers(1, 2**62), st.binary(min_size=32, max_size=32))
def test_a_receipt_reads_as_it_is_written(entry: int, digest: bytes) -> None:
    receipt = Receipt.of(entry, digest.hex())
    if entry < 10**18:
        assert Receipt.read(f" {str(receipt).upper()} ") == receipt
