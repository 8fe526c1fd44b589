"""Give a file back to its sender: his own workbook, with what is wrong in red and why."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.utils import timezone

from mingjian.intake.findings import Finding
from mingjian.intake.models import Submission
from mingjian.intake.problems import CannotGiveBack
from mingjian.intake.read import REPORT
from mingjian.intake.reading.original import original_rows
from mingjian.intake.reading.report import SheetReport, load_report, report_from
from mingjian.intake.spool import spool_of
from mingjian.intake.store import path_of
from mingjian.intake.workbook_edit import edit, editable
from mingjian.intake.workbook_marks import Words
from mingjian.intake.workbook_rewrite import rewrite
from mingjian.kernel.problem import Language
from mingjian.policy.standing import policies

EDITED_UP_TO: Final = 20_000
"""Rows up to which a workbook is edited in place; a bigger one is written anew."""


def give_back(
    submission: Submission,
    findings: Iterable[Finding],
    *,
    only_bad: bool = False,
    language: Language = "zh",
) -> Path:
    """Write the workbook given back and return its path; findings come sorted by row.

    Raises:
        CannotGiveBack: the file has not been read (yet).
    """
    folder = spool_of(submission.pk).folder
    report = _report(submission, folder)
    name = f"returned-{language}{'-bad' if only_bad else ''}.xlsx"
    words = Words(language, submission.filename, _titles(submission, language))
    return marked_copy(
        path_of(submission.sha256), report, findings, words, folder / name, only_bad=only_bad
    )


def marked_copy(  # noqa: PLR0913 - the file, what is known of it, where to, how much of it
    original: Path,
    report: SheetReport,
    findings: Iterable[Finding],
    words: Words,
    target: Path,
    *,
    only_bad: bool = False,
) -> Path:
    """Write a marked copy of `original` to `target`, whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    # Two people may ask at once: each writes in a folder of his own, the last one stays.
    with TemporaryDirectory(dir=target.parent, prefix=".returned-") as folder:
        scratch = Path(folder)
        written = scratch / target.name
        small = report.kind == "xlsx" and report.rows <= EDITED_UP_TO and not only_bad
        book = editable(original, report) if small else None
        if book is not None:
            edit(book, report, findings, words, written)
        else:
            rows = original_rows(original, report, scratch)
            rewrite(rows, report, findings, words, written, only_bad=only_bad)
        written.replace(target)
    return target


def _report(submission: Submission, folder: Path) -> SheetReport:
    """As reading left it; the row in the database has the same where the folder was cleared."""
    path = folder / REPORT
    if path.is_file():
        return load_report(path)
    if not isinstance(submission.report, dict):
        raise CannotGiveBack(reason="文件尚未读取", reason_en="it was not read yet")
    return report_from(dict(submission.report))


def _titles(submission: Submission, language: Language) -> dict[str, str]:
    day = timezone.localdate(submission.received_at)
    fields = policies().item(submission.item, day).fields
    return {f.name: f.title.zh if language == "zh" else f.title.en for f in fields}
