"""The first sheet of a workbook given back: how many, what, where, and what to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mingjian.intake.findings import WHOLE_FILE, Finding
from mingjian.intake.reading.report import SheetReport
from mingjian.intake.reading.workbook import SUMMARY_SHEETS
from mingjian.intake.workbook_marks import MOST_LISTED, Tally, Words

WIDTHS: Final = (12, 30, 24, 10, 50, 50)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the summary: how it looks, its cells, and the row its first cell leads to."""

    look: str
    cells: tuple[str, ...]
    row: int | None = None


def summary_name(words: Words) -> str:
    """The name of the sheet; reading knows it and passes over it."""
    return SUMMARY_SHEETS[0] if words.language == "zh" else SUMMARY_SHEETS[1]


def summary_lines(tally: Tally, report: SheetReport, words: Words) -> Iterator[Line]:
    """Every line of the summary."""
    yield Line("title", (f"{summary_name(words)}：{words.filename}",))
    yield from _counts(tally, report, words)
    yield from _ways(words)
    yield from _codes(tally, words)
    yield from _rows(tally, words)


def _counts(tally: Tally, report: SheetReport, words: Words) -> Iterator[Line]:
    good = report.rows - tally.bad_rows
    for text, count in (
        (words.say("读取行数", "rows read"), report.rows),
        (words.say("无错误的行", "rows without errors"), good),
        (words.say("有错误的行（红）", "rows with errors (red)"), tally.bad_rows),
        (words.say("仅有提示的行（黄）", "rows with warnings only (yellow)"), tally.warned_rows),
    ):
        yield Line("plain", (str(count), text))
    for note in report.notes:
        yield Line("plain", (note.place or "", words.say(note.zh, note.en)))


def _ways(words: Words) -> Iterator[Line]:
    yield Line("plain", ("",))
    yield Line(
        "plain",
        (
            words.say(
                "请在数据表中更正红色单元格，保存后直接重新上传本文件；已入账的行不会重复入账。",
                "Correct the red cells in the data sheet, save and send this file again; "
                "rows already posted are not posted twice.",
            ),
        ),
    )


def _codes(tally: Tally, words: Words) -> Iterator[Line]:
    yield Line("plain", ("",))
    titles = (("代码", "code"), ("说明", "what"), ("办法", "way out"), ("个数", "count"))
    yield Line("header", tuple(words.say(*title) for title in titles))
    for code, count in sorted(tally.codes.items(), key=lambda pair: (pair[0][0], -pair[1])):
        sample = tally.samples[code]
        told = (sample.sentence(words.language), sample.way_out(words.language))
        yield Line(sample.severity, (code, *told, str(count)))


def _rows(tally: Tally, words: Words) -> Iterator[Line]:
    yield Line("plain", ("",))
    titles = (
        ("行", "row"),
        ("列", "column"),
        ("内容", "value"),
        ("代码", "code"),
        ("说明", "what"),
        ("办法", "way out"),
    )
    yield Line("header", tuple(words.say(*title) for title in titles))
    for finding in tally.listed:
        yield _row(finding, tally, words)
    left = tally.codes.total() - len(tally.listed)
    if left:
        zh = f"另有 {left} 个问题未列出（最多列 {MOST_LISTED} 个），见数据表中的颜色"
        en = f"{left} more findings are not listed; see the colours in the data sheet"
        yield Line("plain", (words.say(zh, en),))


def _row(finding: Finding, tally: Tally, words: Words) -> Line:
    whole = finding.row_no == WHOLE_FILE
    where = words.say("文件", "file") if whole else str(finding.row_no)
    told = (finding.sentence(words.language), finding.way_out(words.language))
    cells = (where, words.title(finding), finding.value or "", finding.code, *told)
    target = None if whole else tally.place(finding.row_no)
    return Line("plain", cells, target)
