"""A sound row that was refused all the same, marked in the workbook as any bad row is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from mingjian.effects.penalty import NUMBER
from mingjian.intake.findings import Finding
from mingjian.kernel.problem import Language, again

_FIELDS: Final = {"served_on": "SDRQ", "reason": "GZLY"}
"""The column in which a problem of an answer stands; all others stand at the document number."""


@dataclass(frozen=True, slots=True)
class Refusal(Finding):
    """A finding with the code, the sentence and the way out of a problem that was kept."""

    document: Mapping[str, Any] = field(default_factory=dict)

    def sentence(self, language: Language = "zh") -> str:
        """What is wrong."""
        problem = again(self.document)
        return str(self.document["title"]) if problem is None else problem.sentence(language)

    def way_out(self, language: Language = "zh") -> str:
        """What to do about it."""
        problem = again(self.document)
        return str(self.document["detail"]) if problem is None else problem.way_out(language)


def refusal(row_no: int, row: Mapping[str, Any], document: Mapping[str, Any]) -> Refusal:
    """The problem of a row, where the person who filled it in looks for it."""
    name = _FIELDS.get(document["place"] or "", NUMBER)
    value = row[name]
    code = str(document["code"])
    return Refusal(row_no, name, code, "error", value and str(value), document=document)
