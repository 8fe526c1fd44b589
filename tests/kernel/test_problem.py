import json
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum

import pytest

from mingjian.kernel.problem import (
    Conflict,
    InvalidInput,
    NotAllowed,
    NotFound,
    Problem,
    SignInFirst,
    TooLarge,
    Unavailable,
    catalogue,
)

GENERAL = {
    NotAllowed: 403,
    NotFound: 404,
    InvalidInput: 422,
    Conflict: 409,
    Unavailable: 503,
    TooLarge: 413,
    SignInFirst: 401,
}


class Colour(Enum):
    RED = "红"


@pytest.mark.parametrize(("kind", "status"), GENERAL.items())
def test_general_problems_have_their_status(kind: type[Problem], status: int) -> None:
    assert kind().document()["status"] == status


def test_the_sentences_tell_the_facts_in_both_languages() -> None:
    problem = NotFound(what="示例")
    assert problem.sentence() == "未找到：示例。"
    assert problem.sentence("en") == "Not found: 示例."
    assert "编号" in problem.way_out("zh")
    assert "number" in problem.way_out("en")


def test_a_fact_nobody_gave_leaves_a_gap_and_no_second_error() -> None:
    assert NotFound().sentence() == "未找到：…。"


def test_braces_in_a_fact_are_not_read_as_a_template() -> None:
    assert NotFound(what="{0.__class__}").sentence("en") == "Not found: {0.__class__}."


def test_the_document_follows_rfc_9457() -> None:
    document = NotAllowed(place="row 3", rule="scope").document("en")
    assert document["type"] == "urn:mingjian:problem:not_allowed"
    assert document["title"] == "This is not allowed by the rule: scope."
    assert document["detail"] == NotAllowed.en_way
    assert document["code"] == "not_allowed"
    assert document["place"] == "row 3"
    assert document["facts"] == {"rule": "scope"}


def test_facts_become_plain_json() -> None:
    facts = Conflict(
        day=date(2024, 1, 2),
        moment=datetime(2024, 1, 2, 3, tzinfo=UTC),
        amount=Decimal("1.50"),
        colour=Colour.RED,
        several={"b", "a"},
        nested={1: (None, True, 2.5)},
        nothing=float("nan"),
    ).document()["facts"]
    assert json.loads(json.dumps(facts, allow_nan=False)) == {
        "day": "2024-01-02",
        "moment": "2024-01-02T03:00:00+00:00",
        "amount": "1.50",
        "colour": "红",
        "several": ["a", "b"],
        "nested": {"1": [None, True, 2.5]},
        "nothing": "nan",
    }


def test_a_problem_travels_between_processes_with_place_and_facts() -> None:
    travelled = pickle.loads(pickle.dumps(NotFound(place="B2", what="x")))  # noqa: S301 - ours
    assert travelled.document() == NotFound(place="B2", what="x").document()


def test_as_text_a_problem_names_its_code() -> None:
    assert str(NotFound(what="x")) == "not_found: Not found: x."


def test_a_problem_without_a_code_of_its_own_is_refused() -> None:
    with pytest.raises(TypeError, match="code of its own"):
        type("Nameless", (NotFound,), {})


def test_a_problem_without_a_sentence_is_refused() -> None:
    with pytest.raises(TypeError, match="lacks en, zh_way, en_way"):
        type("Mute", (Problem,), {"code": "test_mute", "zh": "有"})
    assert "test_mute" not in {kind.code for kind in catalogue()}


def test_a_repeated_code_is_refused() -> None:
    with pytest.raises(TypeError, match="repeats the code not_found"):
        type("Twin", (NotFound,), {"code": "not_found"})


def test_an_abstract_base_needs_no_code_and_stays_out_of_the_catalogue() -> None:
    class Base(Problem, abstract=True):
        status = 418

    assert Base not in catalogue()


def test_the_catalogue_is_sorted_by_code_and_complete() -> None:
    codes = [kind.code for kind in catalogue()]
    assert codes == sorted(set(codes))
    assert set(GENERAL) <= set(catalogue())


@pytest.mark.parametrize("kind", catalogue(), ids=lambda kind: kind.code)
def test_every_known_problem_can_be_told_without_facts(kind: type[Problem]) -> None:
    for language in ("zh", "en"):
        document = kind().document(language)
        assert document["title"]
        assert document["detail"]
