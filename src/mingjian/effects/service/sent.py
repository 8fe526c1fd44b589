"""A workbook of service days that somebody sends, and what came of it."""

from dataclasses import dataclass
from pathlib import Path

from mingjian.accounts.actor import Actor
from mingjian.intake.findings import Finding
from mingjian.kernel.problem import Language


@dataclass(frozen=True, slots=True)
class Sent:
    """A file, who sends it for which unit, in which language it is given back and where to."""

    filename: str
    unit_id: str
    actor: Actor
    returned: Path
    language: Language = "zh"


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of it: decisions recorded, corrected, unchanged; rows that are bad or not answered.

    `returned`: the workbook given back, where rows were bad. `findings`: what is wrong, by row.
    """

    rows: int
    recorded: int
    corrected: int
    unchanged: int
    bad: int
    left: int
    returned: Path | None
    findings: tuple[Finding, ...]
