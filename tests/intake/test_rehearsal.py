"""An old workbook that takes too much ends in a child; a plain one is read as before."""

import resource
import sys
from pathlib import Path

import pytest

from intake.files.old import vast_xls_file, xls_file
from intake.letters import item, penalty
from mingjian.checks.batch.sheet import read_sheet
from mingjian.intake.guard import examine
from mingjian.intake.problems import ArchiveBomb, DamagedFile, FileProblem
from mingjian.intake.read import read_file
from mingjian.intake.reading import rehearsal
from mingjian.intake.reading.rehearsal import main, rehearse


@pytest.fixture
def vast(tmp_path: Path) -> Path:
    """Sixteen sheets, some 8 GB once they are laid out, in a file of a few thousand bytes."""
    path = tmp_path / "vast.xls"
    path.write_bytes(vast_xls_file(16))
    assert path.stat().st_size < 20_000
    return path


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    row = {name: str(value) for name, value in penalty(1).items()}
    path = tmp_path / "plain.xls"
    path.write_bytes(xls_file("处罚", [list(row), list(row.values())]))
    return path


def peak() -> int:
    """The most memory this process ever held, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def test_a_small_file_that_is_vast_inside_is_refused_and_takes_nothing_here(
    vast: Path, tmp_path: Path
) -> None:
    before = peak()
    assert examine(vast) == "xls"
    with pytest.raises(ArchiveBomb) as refused:
        read_file(vast, "xls", item("penalty"), into=tmp_path / "work")
    assert "1024 MiB" in refused.value.sentence("zh")
    assert refused.value.way_out("zh")
    assert peak() - before < 200_000
    assert not (tmp_path / "work" / "rows.parquet").exists()


def test_a_plain_file_is_read_as_before(plain: Path, tmp_path: Path) -> None:
    assert read_file(plain, "xls", item("penalty"), into=tmp_path / "work").report.rows == 1


def test_what_takes_too_long_is_refused(plain: Path) -> None:
    with pytest.raises(ArchiveBomb) as refused:
        rehearse(plain, seconds=0.001)
    assert "0.001 s" in refused.value.sentence("en")


def test_a_reader_that_breaks_off_is_a_damaged_file(
    plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when compiled code runs into a wall: the child is gone, the parent goes on."""
    child = tmp_path / "python"
    child.write_text("#!/bin/sh\nkill -SEGV $$\n")
    child.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(child))
    with pytest.raises(DamagedFile):
        rehearse(plain)


@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0", b"nothing of the kind" * 1000])
def test_what_is_no_workbook_passes_on_to_its_reader(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(content)
    rehearse(path)
    with pytest.raises(FileProblem):
        read_file(path, "xls", item("penalty"), into=tmp_path / "work")


def test_the_limit_is_set_before_the_file_is_opened(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[object] = []
    monkeypatch.setattr(resource, "setrlimit", lambda *limit: done.append(limit))
    monkeypatch.setattr(rehearsal, "_lay_out", done.append)
    assert main(str(plain), "4096") == 0
    assert done == [
        (resource.RLIMIT_AS, (4096, 4096)),
        (resource.RLIMIT_CORE, (0, 0)),
        str(plain),
    ]


def test_python_itself_may_say_that_memory_is_out(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: str) -> None:
        raise MemoryError

    monkeypatch.setattr(resource, "setrlimit", lambda *_: None)
    monkeypatch.setattr(rehearsal, "_lay_out", full)
    assert main(str(plain), "4096") == rehearsal.OUT_OF_MEMORY


def test_a_workbook_of_questions_keeps_to_the_same_limits(vast: Path) -> None:
    with pytest.raises(ArchiveBomb):
        read_sheet(vast, "xls")
