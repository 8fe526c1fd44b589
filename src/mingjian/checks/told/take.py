"""Take in a workbook of feedback: good rows are reported, bad ones go back in it, in red."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Final

from django.db import transaction

from mingjian.accounts.decide import require
from mingjian.checks.told.given import Came, Sent, Taken, plain
from mingjian.checks.told.many import counted, report_each
from mingjian.checks.told.rows import read_rows
from mingjian.checks.told.sheet import RECEIPT, form, told_of
from mingjian.effects.service.refusal import Refusal
from mingjian.effects.service.rows import Sheet
from mingjian.evidence.append import append
from mingjian.intake.findings import Finding, in_order
from mingjian.intake.give_back import marked_copy
from mingjian.intake.receive import plain_name
from mingjian.intake.store import incoming
from mingjian.intake.workbook_marks import Words
from mingjian.kernel.problem import Problem

_FIELDS: Final = {"outcome": "CLJG", "decided_on": "JDRQ", "note": "SM"}
"""The column in which a problem of a report stands; all others stand at the receipt."""


def take_reports(source: BinaryIO | Path, sent: Sent) -> Taken:
    """Report the good rows and give the others back; sending it again changes nothing.

    Raises:
        UnderRule: the actor reports no feedback.
        FileTooLarge, StorageUnavailable, FileProblem, TooManyReports: the file cannot be taken.
        LogUnavailable: nothing was reported.
    """
    require(sent.actor, "check.feedback", unit_id=sent.actor.unit_id, owner=sent.actor.id)
    with incoming(source) as file, TemporaryDirectory() as folder:
        sheet = read_rows(file.path, Path(folder))
        original = file.keep()
        came, refused = _reported(sheet, file.sha256, sent)
    findings = tuple(in_order([*sheet.findings, *refused]))
    bad, done = _bad_rows(findings), counted(came.values())
    return Taken(
        rows=sheet.report.rows,
        recorded=done["recorded"],
        corrected=done["corrected"],
        unchanged=done["unchanged"],
        bad=bad,
        left=sheet.left,
        returned=_given_back(original, sheet, findings, sent) if bad else None,
        findings=findings,
    )


@transaction.atomic
def _reported(sheet: Sheet, sha256: str, sent: Sent) -> tuple[Mapping[str, Came], list[Refusal]]:
    """What became of each check, and the rows that were refused; the file is logged with them."""
    came = report_each(sent.actor, (told_of(row) for _, row in sheet.good))
    refused = [
        _refusal(number, row, problem)
        for number, row in sheet.good
        if isinstance(problem := came[plain(str(row[RECEIPT]))], Problem)
    ]
    body: dict[str, object] = {"unit": sent.actor.unit_id, "sha256": sha256}
    body |= {**counted(came.values()), "bad": _bad_rows([*sheet.findings, *refused])}
    append("feedback.received", actor=sent.actor.id, body=body)
    return came, refused


def _refusal(row_no: int, row: Mapping[str, Any], problem: Problem) -> Refusal:
    field = _FIELDS.get(problem.place or "", RECEIPT)
    value = row[field]
    told = problem.document()
    return Refusal(row_no, field, problem.code, "error", value and str(value), document=told)


def _bad_rows(findings: Sequence[Finding]) -> int:
    return len({one.row_no for one in findings if one.severity == "error"})


def _given_back(original: Path, sheet: Sheet, findings: tuple[Finding, ...], sent: Sent) -> Path:
    fields = form().item.fields
    titles = {f.name: f.title.zh if sent.language == "zh" else f.title.en for f in fields}
    words = Words(sent.language, plain_name(sent.filename), titles)
    return marked_copy(original, sheet.report, findings, words, sent.returned)
