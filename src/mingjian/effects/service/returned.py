"""The sender's own workbook, with what was not taken in red and the reason in a comment."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from mingjian.effects.models import ServiceSheet, SheetPart
from mingjian.effects.service.problems import SheetNotDone
from mingjian.effects.service.refusal import refusal
from mingjian.effects.service.rows import Sheet, read_sheet
from mingjian.effects.service.sheet import form
from mingjian.effects.service.stage import Stage
from mingjian.home.database import database_name
from mingjian.home.paths import home
from mingjian.intake.findings import Finding, in_order
from mingjian.intake.give_back import marked_copy
from mingjian.intake.store import path_of
from mingjian.intake.workbook_marks import Words
from mingjian.kernel.problem import Language


def returned(row: ServiceSheet, language: Language = "zh") -> Path:
    """The path of the workbook; it is written when first asked for, whole or not at all.

    Raises:
        SheetNotDone: it is not worked through (yet).
    """
    if row.stage != Stage.DONE:
        raise SheetNotDone(stage=Stage(row.stage).label)
    name = f"{row.pk}-{row.finished_at:%Y%m%d%H%M%S%f}-{language}.xlsx"
    target = home().work / database_name() / "services" / name
    if not target.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        # Two people may ask at once: each writes in a folder of his own, the last one stays.
        with TemporaryDirectory(dir=target.parent, prefix=".writing-") as folder:
            read = read_sheet(row)
            written = marked_copy(
                path_of(row.sha256),
                read.report,
                _found(row, read),
                _words(row, language),
                Path(folder) / name,
            )
            written.replace(target)
    return target


def findings_of(row: ServiceSheet) -> Sequence[Finding]:
    """What is wrong with its rows, in their order: as read, and as refused."""
    return _found(row, read_sheet(row))


def _found(row: ServiceSheet, read: Sheet) -> tuple[Finding, ...]:
    rows = dict(read.good)
    parts = SheetPart.objects.filter(sheet=row).order_by("number")
    kept = [one for part in parts.values_list("refused", flat=True) for one in part]
    refused = [refusal(number, rows[number], document) for number, document in kept]
    return tuple(in_order([*read.findings, *refused]))


def _words(row: ServiceSheet, language: Language) -> Words:
    fields = form().item.fields
    titles = {f.name: f.title.zh if language == "zh" else f.title.en for f in fields}
    return Words(language, row.filename, titles)
