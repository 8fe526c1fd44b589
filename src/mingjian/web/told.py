"""Problems that were written down earlier, told again in the language of whoever reads now."""

from collections.abc import Mapping
from typing import Any

from mingjian.kernel.problem import Problem, again
from mingjian.web.words import language


def told(problem: Problem) -> dict[str, str]:
    """Sentence, way out and code, as the problem component shows them."""
    return {
        "sentence": problem.sentence(language()),
        "way_out": problem.way_out(language()),
        "code": problem.code,
    }


def told_again(document: Mapping[str, Any]) -> dict[str, str]:
    """The same of a stored problem document; a code that left the house keeps its old words."""
    problem = again(document)
    if problem is None:
        old = {"sentence": document["title"], "way_out": document["detail"]}
        return {**old, "code": document["code"]}
    return told(problem)
