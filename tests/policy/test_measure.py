"""Measures attach by their article, for organisations, in their matters, and never by memory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from mingjian.policy.problems import UnknownMeasure
from mingjian.policy.resolve import Policies
from mingjian.policy.schema import Measure
from policy.making import listing, measure, pack

ATTACHED = {"lists": ["B1"], "matters": ["funds"]}


def attached(*measures: Measure, matter: str = "funds", list_id: str = "B1") -> list[str]:
    policies = Policies([pack(lists=[listing()], measures=measures)])
    return [one.id for one in policies.measures_for(list_id, matter)]


def test_a_measure_attaches_to_its_list_in_its_matter_only() -> None:
    one = measure(**ATTACHED)
    assert attached(one) == ["M1"]
    assert attached(one, matter="awards") == []
    assert attached(one, list_id="B2") == []
    assert attached(measure(lists=["B1"])) == []
    assert attached(measure(matters=["funds"])) == []


def test_only_an_incentive_is_withheld_for_being_on_a_list() -> None:
    kind = measure(nature="incentive", step="incentive", not_while=["black"])
    assert kind.not_while == ("black",)
    for wrong in ({"not_while": ["black"]}, {"not_while": ["grey"], "nature": "incentive"}):
        with pytest.raises(ValidationError):
            measure(**wrong)


@pytest.mark.parametrize(
    "changes",
    [
        {"article": None},
        {"mark": "recalled"},
        {"marks": {"article": "recalled"}},
        {"marks": {"lists": "recalled"}},
        {"target_kind": "responsible person"},
    ],
)
def test_without_article_by_memory_or_of_persons_it_never_attaches(
    changes: dict[str, object],
) -> None:
    assert attached(measure(**ATTACHED, **changes)) == []
    policies = Policies([pack(measures=[measure(matters=["funds"], on_adverse=True, **changes)])])
    assert policies.measures_on_adverse("funds") == ()


def test_adverse_information_triggers_only_what_says_so() -> None:
    both = [measure(**ATTACHED), measure(id="M2", matters=["funds"], on_adverse=True)]
    policies = Policies([pack(measures=both)])
    assert [one.id for one in policies.measures_on_adverse("funds")] == ["M2"]
    assert policies.measures_on_adverse("awards") == ()
    assert [one.id for one in policies.measures_for("B1", "funds")] == ["M1"]


def test_the_more_local_text_of_a_measure_counts() -> None:
    far, near = measure(**ATTACHED), measure(article="2", matters=["funds"])
    packs = [pack("far", measures=[far]), pack("near", extends=["far"], measures=[near])]
    policies = Policies(packs)
    assert policies.measure("M1").article == "2"
    assert policies.measures_for("B1", "funds") == ()
    with pytest.raises(UnknownMeasure):
        policies.measure("M9")


@pytest.mark.parametrize(
    "changes",
    [
        {"nature": "incentive"},
        {"step": "incentive"},
        {"term_min_months": 36, "term_max_months": 12},
        {"term_min_months": 0},
        {"duty": "sometimes"},
        {"basis": ""},
        {"marks": {"nothing": "recalled"}},
    ],
)
def test_what_is_no_measure_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        measure(**changes)


@given(st.integers(1, 120), st.integers(1, 120))
def test_terms_are_in_order(least: int, most: int) -> None:
    if least <= most:
        assert measure(term_min_months=least, term_max_months=most).term_max_months == most
    else:
        with pytest.raises(ValidationError):
            measure(term_min_months=least, term_max_months=most)
