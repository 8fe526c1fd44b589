"""A sound row that was refused all the same, marked in the workbook as any bad row is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mingjian.bulk.answers.form import Filling
from mingjian.intake.findings import Finding
from mingjian.kernel.problem import Language, again


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


def refusal(
    row_no: int, row: Mapping[str, Any], document: Mapping[str, Any], filling: Filling
) -> Refusal:
    """The problem of a row, where the person who filled it in looks for it."""
    name = filling.places.get(document["place"] or "", filling.key)
    value = row[name]
    code = str(document["code"])
    return Refusal(row_no, name, code, "error", value and str(value), document=document)
