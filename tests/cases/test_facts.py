"""The facts a step asks for: complete, of their form, and nothing else."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.making import procedure, state, step, text
from mingjian.cases.facts import fitted
from mingjian.cases.problems import UnfitFact
from mingjian.policy.schema.procedure import Step

DAY = date(2026, 5, 1)
LAW = {"law": "示例法", "article": "第一条"}


def asking(type_: str = "text", **more: Any) -> Step:
    asks = [{"name": "given", "title": text("given"), "type": type_, **more}]
    made = procedure(
        states=[state("open"), state("done", "neutral")],
        steps=[step("begin", "open", asks=asks), step("end", "done", "open")],
        clocks=[],
    )
    return made.step("begin")


CHOICES = {"a": text("a"), "b": text("b")}


@pytest.mark.parametrize(
    ("type_", "given", "kept"),
    [
        ("text", " 示例 ", "示例"),
        ("date", "2026-05-01", "2026-05-01"),
        ("date", DAY, "2026-05-01"),
        ("integer", "36", 36),
        ("integer", 0, 0),
        ("list", "B20", "B20"),
        ("law", {**LAW, "text_version": "2021"}, {**LAW, "text_version": "2021"}),
        ("law", LAW, {**LAW, "text_version": ""}),
    ],
)
def test_what_fits_is_kept_in_values_of_json(type_: str, given: object, kept: object) -> None:
    assert fitted(asking(type_), {"given": given}, DAY) == {"given": kept}


@pytest.mark.parametrize(
    ("type_", "given"),
    [
        ("text", ""),
        ("text", "  "),
        ("text", None),
        ("text", 7),
        ("text", ["x"]),
        ("date", "1 May"),
        ("date", "2026-02-30"),
        ("integer", "3.5"),
        ("integer", "many"),
        ("list", "B99"),
        ("law", "示例法"),
        ("law", {"law": "示例法"}),
        ("law", {"law": " ", "article": "x"}),
    ],
)
def test_what_does_not_fit_is_refused_by_name(type_: str, given: object) -> None:
    with pytest.raises(UnfitFact) as refused:
        fitted(asking(type_), {"given": given}, DAY)
    assert refused.value.place == "given"


@given(st.text())
def test_a_choice_is_one_of_its_choices(given_: str) -> None:
    asked = asking("choice", choices=CHOICES)
    if given_ in CHOICES:
        assert fitted(asked, {"given": given_}, DAY) == {"given": given_}
        return
    with pytest.raises(UnfitFact):
        fitted(asked, {"given": given_}, DAY)


@pytest.mark.parametrize("given", [{}, {"given": None}, {"given": ""}])
def test_what_is_not_required_may_be_left_out(given: dict[str, object]) -> None:
    assert fitted(asking(required=False), given, DAY) == {}


@pytest.mark.parametrize("given", [["a"], {"a": 1}, 1, "c"])
def test_a_choice_of_another_form_is_refused(given: object) -> None:
    with pytest.raises(UnfitFact):
        fitted(asking("choice", choices=CHOICES), {"given": given}, DAY)


def test_what_was_not_asked_for_is_refused() -> None:
    with pytest.raises(UnfitFact) as refused:
        fitted(asking(), {"given": "x", "score": 3}, DAY)
    assert refused.value.place == "score"


@given(st.dictionaries(st.text(), st.none() | st.integers() | st.text() | st.lists(st.text())))
def test_whatever_comes_in_it_fits_or_is_refused(given_: dict[str, Any]) -> None:
    try:
        found = fitted(asking("integer"), given_, DAY)
    except UnfitFact:
        return
    assert set(found) == {"given"}
    assert isinstance(found["given"], int)
