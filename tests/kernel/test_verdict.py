from itertools import product

import pytest

from mingjian.kernel.verdict import CannotTell, Met, NotMet, Verdict, all_of, any_of

ALL: list[Verdict] = [Met(), NotMet(), CannotTell("?")]
TRUTH = {NotMet: 0, CannotTell: 1, Met: 2}


def truth(verdict: Verdict) -> int:
    return TRUTH[type(verdict)]


@pytest.mark.parametrize(("one", "other"), list(product(ALL, ALL)))
def test_kleene_tables(one: Verdict, other: Verdict) -> None:
    assert truth(all_of(one, other)) == min(truth(one), truth(other))
    assert truth(any_of(one, other)) == max(truth(one), truth(other))


@pytest.mark.parametrize(("a", "b", "c"), list(product(ALL, ALL, ALL)))
def test_kleene_laws(a: Verdict, b: Verdict, c: Verdict) -> None:
    assert (
        truth(all_of(a, all_of(b, c))) == truth(all_of(all_of(a, b), c)) == truth(all_of(a, b, c))
    )
    assert (
        truth(any_of(a, any_of(b, c))) == truth(any_of(any_of(a, b), c)) == truth(any_of(a, b, c))
    )
    assert truth(all_of(a, any_of(b, c))) == truth(any_of(all_of(a, b), all_of(a, c)))
    assert truth(any_of(a, all_of(a, b))) == truth(a)
    assert truth(all_of(a, any_of(a, b))) == truth(a)


def test_of_nothing_all_hold_and_none_holds() -> None:
    assert all_of() == Met()
    assert any_of() == NotMet()


def test_the_facts_are_those_of_the_verdicts_that_decided() -> None:
    held, failed = Met({"paid": True}), NotMet({"filed": False})
    doubt = CannotTell("no date", {"date": None})
    assert all_of(held, failed, doubt) == NotMet({"filed": False})
    assert any_of(held, failed, doubt) == Met({"paid": True})
    assert all_of(held, doubt) == CannotTell("no date", {"date": None})
    assert all_of(held, Met({"more": 1})) == Met({"paid": True, "more": 1})


def test_of_two_facts_of_one_name_the_first_stays() -> None:
    assert all_of(Met({"n": 1}), Met({"n": 2})) == Met({"n": 1})


def test_reasons_are_joined_once_each() -> None:
    combined = any_of(CannotTell("a"), CannotTell("b"), CannotTell("a"))
    assert combined == CannotTell("a；b")


@pytest.mark.parametrize("verdict", ALL)
def test_a_verdict_has_no_truth_value(verdict: Verdict) -> None:
    with pytest.raises(TypeError, match="match on Met"):
        bool(verdict)
