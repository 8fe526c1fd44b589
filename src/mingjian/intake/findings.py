"""What may be wrong with a row: stable codes, each with a sentence and a way out in two languages.

A code is a letter and three digits: `E` keeps the row out, `W` only tells. The digits name the
matter and never change their meaning; the same matter may be an error in one item and a warning in
another, as its policy pack says. `check` is the check of `data_quality_rules.yaml` (Q01-Q15).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from mingjian.intake.finding_table import TABLE
from mingjian.kernel.problem import Language

Severity = Literal["error", "warning"]
WHOLE_FILE: Final = 0
"""The row number of a finding about the whole file."""


@dataclass(frozen=True, slots=True)
class FindingCode:
    """A matter that can be found; `{detail}` in a sentence is the bound, the field or the value."""

    number: str
    check: str
    zh: str
    en: str
    zh_way: str
    en_way: str

    def coded(self, severity: Severity) -> str:
        """The code as people see it, for example `E131`."""
        return ("E" if severity == "error" else "W") + self.number


FINDING_CODES: Final = {row[0]: FindingCode(*row) for row in TABLE}
"""The digits of each code to what it says."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in one place; `row_no` is the sender's own, `field` None is the whole row."""

    row_no: int
    field: str | None
    code: str
    severity: Severity
    value: str | None = None
    detail_zh: str = ""
    detail_en: str = ""

    @property
    def kind(self) -> FindingCode:
        """What the code says."""
        return FINDING_CODES[self.code[1:]]

    @property
    def check(self) -> str:
        """The check of the data quality rules, Q01 to Q15."""
        return self.kind.check

    def sentence(self, language: Language = "zh") -> str:
        """What is wrong, for the person who filled in the cell."""
        if language == "zh":
            return self.kind.zh.replace("{detail}", self.detail_zh)
        return self.kind.en.replace("{detail}", self.detail_en)

    def way_out(self, language: Language = "zh") -> str:
        """What to do about it."""
        if language == "zh":
            return self.kind.zh_way.replace("{detail}", self.detail_zh)
        return self.kind.en_way.replace("{detail}", self.detail_en)


def codes_of(check: str) -> tuple[str, ...]:
    """The digits of every code that a check of the data quality rules gives."""
    return tuple(kind.number for kind in FINDING_CODES.values() if kind.check == check)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """By row, errors before warnings, then by code: the order in which people read them."""
    return sorted(findings, key=lambda f: (f.row_no, f.severity, f.code, f.field or ""))
