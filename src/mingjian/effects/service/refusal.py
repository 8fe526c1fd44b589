"""A sound row that was refused all the same, marked in the workbook as any bad row is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from mingjian.intake.findings import Finding
from mingjian.kernel.problem import Language, Problem

NUMBER: Final = "CF_WSH"
_FIELDS: Final = {"served_on": "SDRQ", "reason": "GZLY"}
"""The column in which a problem of an answer stands; all others stand at the document number."""


@dataclass(frozen=True, slots=True)
class Refusal(Finding):
    """A finding with the code, the sentence and the way out of a problem."""

    problem: Problem | None = None

    def sentence(self, language: Language = "zh") -> str:
        """What is wrong."""
        return self.problem.sentence(language) if self.problem else ""

    def way_out(self, language: Language = "zh") -> str:
        """What to do about it."""
        return self.problem.way_out(language) if self.problem else ""


def refusal(row_no: int, row: Mapping[str, Any], problem: Problem) -> Refusal:
    """The problem of a row, where the person who filled it in looks for it."""
    field = _FIELDS.get(problem.place or "", NUMBER)
    value = row[field]
    return Refusal(row_no, field, problem.code, "error", value and str(value), problem=problem)
