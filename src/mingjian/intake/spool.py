"""The work folder of a submission: what each stage leaves for the next one."""

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mingjian.home.database import database_name
from mingjian.home.paths import home
from mingjian.intake.reading.report import SheetReport, load_report
from mingjian.intake.stage import Stage

_PARQUET: Final = b"PAR1"
_JSON: Final = b"}"


@dataclass(frozen=True, slots=True)
class Spool:
    """Every file is whole or absent; all can be made again from the original."""

    folder: Path

    @property
    def rows(self) -> Path:
        """The rows as read."""
        return self.folder / "rows.parquet"

    @property
    def sheet(self) -> Path:
        """The report of reading."""
        return self.folder / "sheet.json"

    @property
    def typed(self) -> Path:
        """The rows as they will be posted."""
        return self.folder / "typed.parquet"

    @property
    def findings(self) -> Path:
        """What validation found."""
        return self.folder / "findings.parquet"

    @property
    def told(self) -> Path:
        """What the sender is told: the findings with those of linking."""
        return self.folder / "told.parquet"

    @property
    def subjects(self) -> Path:
        """Codes and the subjects that hold them; null where nobody does yet."""
        return self.folder / "subjects.parquet"

    @property
    def apart(self) -> Path:
        """Rows that linking keeps out of the ledger: row_no and verdict."""
        return self.folder / "apart.parquet"

    @property
    def sent(self) -> Path:
        """Records of these rows that linking found in the ledger."""
        return self.folder / "sent.parquet"

    @property
    def postings(self) -> Path:
        """After how many postings of the item it looked."""
        return self.folder / "postings.json"

    @property
    def proposals(self) -> Path:
        """Names without a code and the subjects they may mean."""
        return self.folder / "proposals.json"

    @property
    def report(self) -> SheetReport:
        """How the file was understood."""
        return load_report(self.sheet)

    def reached(self, stage: Stage) -> bool:
        """Whether the files that this stage should have left are there, and whole."""
        return all(_is_whole(path) for path in self._left_by(stage))

    def tidy(self) -> None:
        """Remove what only posting needed; what a given-back workbook needs stays."""
        passing = (self.typed, self.findings, self.subjects, self.apart, self.sent)
        for path in (*passing, self.postings, self.proposals):
            path.unlink(missing_ok=True)
        shutil.rmtree(self.folder / "spill", ignore_errors=True)

    def write_json(self, path: Path, content: Any) -> None:
        """Write JSON whole or not at all."""
        draft = path.with_name(f"{path.name}.draft")
        draft.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        draft.replace(path)

    def _left_by(self, stage: Stage) -> tuple[Path, ...]:
        read = (self.rows, self.sheet)
        validated = (*read, self.typed, self.findings)
        found = (self.subjects, self.apart, self.sent, self.postings, self.proposals)
        linked = (*validated, self.told, *found)
        return {Stage.READ: read, Stage.VALIDATED: validated, Stage.LINKED: linked}.get(stage, ())


def _is_whole(path: Path) -> bool:
    """A kill leaves whole files or none; a power cut may leave one whose end was never written."""
    end = {".parquet": _PARQUET, ".json": _JSON}[path.suffix]
    if not path.exists() or path.stat().st_size < len(end):
        return False
    with path.open("rb") as file:
        file.seek(-len(end), os.SEEK_END)
        return file.read() == end


def spool_of(submission_id: int) -> Spool:
    """The folder of a submission, made when it is missing."""
    folder = home().work / database_name() / str(submission_id)
    folder.mkdir(parents=True, exist_ok=True)
    return Spool(folder)
