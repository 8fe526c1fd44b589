"""Take in a workbook of service days: good rows are recorded, bad ones go back in it, in red."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from django.db import transaction

from mingjian.accounts.decide import require
from mingjian.effects.doubts import ANSWER
from mingjian.effects.service.answer import counted
from mingjian.effects.service.by_number import answer_by_number
from mingjian.effects.service.outcome import Outcome
from mingjian.effects.service.refusal import Refusal, refusal
from mingjian.effects.service.rows import Sheet, read_rows
from mingjian.effects.service.sent import Sent, Taken
from mingjian.effects.service.sheet import form, said_of
from mingjian.evidence.append import append
from mingjian.intake.findings import Finding, in_order
from mingjian.intake.give_back import marked_copy
from mingjian.intake.receive import plain_name
from mingjian.intake.store import incoming
from mingjian.intake.workbook_marks import Words
from mingjian.kernel.problem import Problem


def take_services(source: BinaryIO | Path, sent: Sent) -> Taken:
    """Record the good rows and give the others back; sending it again changes nothing.

    Raises:
        UnderRule: the actor may not answer for the unit.
        FileTooLarge, StorageUnavailable, FileProblem, TooManyServices: the file cannot be taken.
        LogUnavailable: nothing was recorded.
    """
    require(sent.actor, ANSWER, unit_id=sent.unit_id)
    with incoming(source) as file, TemporaryDirectory() as folder:
        sheet = read_rows(file.path, Path(folder))
        original = file.keep()
        taken, outcomes = _recorded(sheet, file.sha256, sent)
    findings = tuple(in_order([*sheet.findings, *taken]))
    bad = _bad_rows(findings)
    done = counted(outcomes)
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
def _recorded(sheet: Sheet, sha256: str, sent: Sent) -> tuple[list[Refusal], list[Outcome]]:
    """The rows that were refused, and what became of each."""
    said = [said_of(row) for _, row in sheet.good]
    outcomes = answer_by_number(sent.actor, sent.unit_id, said)
    refusals = [
        refusal(number, row, told)
        for (number, row), told in zip(sheet.good, outcomes, strict=True)
        if isinstance(told, Problem)
    ]
    body = {"unit": sent.unit_id, "sha256": sha256, **counted(outcomes)}
    body |= {"bad": _bad_rows([*sheet.findings, *refusals])}
    append("services.received", actor=sent.actor.id, body=body)
    return refusals, outcomes


def _bad_rows(findings: Sequence[Finding]) -> int:
    return len({one.row_no for one in findings if one.severity == "error"})


def _given_back(original: Path, sheet: Sheet, findings: tuple[Finding, ...], sent: Sent) -> Path:
    fields = form().item.fields
    titles = {f.name: f.title.zh if sent.language == "zh" else f.title.en for f in fields}
    words = Words(sent.language, plain_name(sent.filename), titles)
    return marked_copy(original, sheet.report, findings, words, sent.returned)
