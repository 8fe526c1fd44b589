"""What came of a workbook of answers, whatever they are about."""

from dataclasses import dataclass
from pathlib import Path

from mingjian.bulk.answers.view import SheetView
from mingjian.intake.findings import Finding


@dataclass(frozen=True)
class Taken:
    """What came of a workbook: its counts, what is wrong, and the workbook given back."""

    view: SheetView
    findings: tuple[Finding, ...]
    returned: Path

    @property
    def counts(self) -> tuple[int, ...]:
        """Recorded, corrected, unchanged, bad, not filled in."""
        one = self.view
        return (one.recorded, one.corrected, one.unchanged, one.bad, one.unfilled)
