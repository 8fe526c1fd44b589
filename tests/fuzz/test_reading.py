"""500 mutated files through store, guard and read: only problems come out, nothing is left."""

import io
from pathlib import Path

import pytest

from fuzz.mutations import ROUNDS, mutated, sound_files
from intake.files.makers import items, penalty
from mingjian.intake.guard import examine
from mingjian.intake.read import read_file
from mingjian.intake.store import incoming
from mingjian.kernel.problem import Problem


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    return sound_files(tmp_path_factory.mktemp("seeds"))


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("number", range(ROUNDS))
def test_only_problems_come_out(number: int, seeds: list[bytes], tmp_path: Path) -> None:
    files, work = tmp_path / "files", tmp_path / "work"
    work.mkdir()
    outcomes = set()
    for content in mutated(number, seeds):
        outcomes.add(_through(content, files, work))
        left = {path.name for path in _files(work)}
        assert left in (set(), {"rows.parquet", "sheet.json"})
        for path in _files(work):
            path.unlink()
        assert not _files(files / ".incoming")
    assert len(outcomes) > 1, "a round in which all files end alike tests nothing"


def _through(content: bytes, files: Path, work: Path) -> str:
    try:
        with incoming(io.BytesIO(content), files) as file:
            kind = examine(file.path)
            kept = file.keep()
        read_file(kept, kind, penalty(), into=work, others=items().values())
    except Problem as problem:
        return _told(problem)
    return "read"


def _told(problem: Problem) -> str:
    """Every fact that a sentence names was given."""
    for language in ("zh", "en"):
        assert "…" not in problem.sentence(language), problem.code
        assert problem.way_out(language)
    return problem.code
