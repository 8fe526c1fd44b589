"""Findings on their way into a workbook: grouped by row, counted, the first ones listed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from mingjian.intake.findings import WHOLE_FILE, Finding
from mingjian.intake.reading.report import SheetReport
from mingjian.kernel.problem import Language

AUTHOR: Final = "明鉴 Mingjian"
"""Author of our comments, by which an earlier round's are known and taken away."""
MOST_LISTED: Final = 5_000
"""Findings listed in the summary; programs take long to open sheets with more links."""
MOST_COMMENTS: Final = 5_000
"""Cells with a comment; beyond, the colour and the summary must do."""


@dataclass(slots=True)
class Marked:
    """A cell to be marked: its column (from 0), how, and the comment."""

    column: int
    severity: str
    comment: str


@dataclass(slots=True)
class Tally:
    """What the summary tells: counts for the whole, for each code, and the first findings.

    `at`: row numbers to the rows of the workbook given back; None: they are the same.
    """

    codes: Counter[str] = field(default_factory=Counter)
    samples: dict[str, Finding] = field(default_factory=dict)
    listed: list[Finding] = field(default_factory=list)
    bad_rows: int = 0
    warned_rows: int = 0
    comments: int = 0
    at: dict[int, int] | None = None

    def count(self, findings: list[Finding]) -> None:
        """Take in the findings of one row."""
        for finding in findings:
            self.codes[finding.code] += 1
            self.samples.setdefault(finding.code, finding)
        self.listed += findings[: max(0, MOST_LISTED - len(self.listed))]
        bad = any(finding.severity == "error" for finding in findings)
        if findings[0].row_no != WHOLE_FILE:
            self.bad_rows += bad
            self.warned_rows += not bad

    def place(self, row: int) -> int | None:
        """Where a row of the original stands in the workbook given back, if it does."""
        return row if self.at is None else self.at.get(row)

    def may_comment(self) -> bool:
        """Whether one more comment is affordable; counts it."""
        self.comments += 1
        return self.comments <= MOST_COMMENTS


@dataclass(frozen=True, slots=True)
class Words:
    """The language, the file's name, and the titles of its fields."""

    language: Language
    filename: str
    titles: Mapping[str, str]

    def say(self, zh: str, en: str) -> str:
        """One of the two."""
        return zh if self.language == "zh" else en

    def title(self, finding: Finding) -> str:
        """The column a finding is about, as the sender knows it."""
        if finding.field is None:
            return self.say("整行", "whole row")
        return self.titles.get(finding.field, finding.field)

    def told(self, finding: Finding) -> str:
        """Code, sentence and way out."""
        sentence, way = finding.sentence(self.language), finding.way_out(self.language)
        return f"{finding.code} {self.title(finding)}：{sentence}{way}"


def by_row(findings: Iterable[Finding]) -> Iterator[tuple[int, list[Finding]]]:
    """Group findings, which come sorted by row."""
    for row, group in groupby(findings, key=lambda finding: finding.row_no):
        yield row, list(group)


def marked_cells(findings: list[Finding], report: SheetReport, words: Words) -> list[Marked]:
    """The cells of a row to be marked; what has no column of its own stands in the first."""
    cells: dict[int, Marked] = {}
    first = report.columns[0].index if report.columns else 0
    for finding in findings:
        columns = report.columns_of(finding.field) if finding.field else ()
        for column in columns or (first,):
            cell = cells.setdefault(column, Marked(column, finding.severity, ""))
            cell.severity = min(cell.severity, finding.severity)
            cell.comment = f"{cell.comment}\n{words.told(finding)}".strip()
    return sorted(cells.values(), key=lambda cell: cell.column)
