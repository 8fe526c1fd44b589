"""What is kept is whole, read-only and named by its content; what is not kept leaves no trace."""

import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from mingjian.intake.problems import FileTooLarge, StorageUnavailable
from mingjian.intake.store import incoming, path_of


def _left(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def test_a_file_is_kept_under_its_hash_and_cannot_be_written(tmp_path: Path) -> None:
    with incoming(io.BytesIO(b"abc"), tmp_path) as file:
        kept = file.keep()
    sha256 = hashlib.sha256(b"abc").hexdigest()
    assert (file.sha256, file.size) == (sha256, 3)
    assert kept == path_of(sha256, tmp_path) == tmp_path / sha256[:2] / sha256
    assert kept.read_bytes() == b"abc"
    assert kept.stat().st_mode & 0o222 == 0
    assert _left(tmp_path) == [f"{sha256[:2]}/{sha256}"]


def test_the_same_bytes_are_the_same_file(tmp_path: Path) -> None:
    with incoming(io.BytesIO(b"same"), tmp_path) as first:
        before = first.keep().stat().st_ino
    with incoming(io.BytesIO(b"same"), tmp_path) as second:
        after = second.keep().stat().st_ino
    assert before == after
    assert len(_left(tmp_path)) == 1


def test_a_damaged_original_is_replaced_by_a_whole_one(tmp_path: Path) -> None:
    with incoming(io.BytesIO(b"whole"), tmp_path) as file:
        kept = file.keep()
    kept.chmod(0o600)
    kept.write_bytes(b"wh")
    with incoming(io.BytesIO(b"whole"), tmp_path) as file:
        file.keep()
    assert kept.read_bytes() == b"whole"


def test_what_is_not_kept_leaves_nothing(tmp_path: Path) -> None:
    with incoming(io.BytesIO(b"seen"), tmp_path) as file:
        assert file.path.read_bytes() == b"seen"
    assert _left(tmp_path) == []


def test_a_failure_while_the_file_is_looked_at_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), incoming(io.BytesIO(b"seen"), tmp_path):
        raise RuntimeError
    assert _left(tmp_path) == []


def test_more_than_the_limit_is_refused_while_it_streams(
    tmp_path: Path, settings: Settings
) -> None:
    settings.MINGJIAN_LARGEST_FILE = 3 << 20
    stream = io.BytesIO(b"x" * (8 << 20))
    with pytest.raises(FileTooLarge) as caught, incoming(stream, tmp_path):
        pytest.fail("accepted")
    assert caught.value.facts["limit"] == "3 MiB"
    assert stream.tell() == 4 << 20, "reading stops at the block that passes the limit"
    assert _left(tmp_path) == []


def test_a_file_of_exactly_the_limit_is_taken(tmp_path: Path, settings: Settings) -> None:
    settings.MINGJIAN_LARGEST_FILE = 10
    with incoming(io.BytesIO(b"x" * 10), tmp_path) as file:
        assert file.size == 10


def test_a_broken_disk_is_a_problem_of_ours(tmp_path: Path) -> None:
    blocked = tmp_path / "files"
    blocked.write_text("a file where a folder should be")
    with pytest.raises(StorageUnavailable), incoming(io.BytesIO(b"x"), blocked):
        pytest.fail("accepted")


def test_a_path_is_taken_as_well_as_a_stream(tmp_path: Path) -> None:
    source = tmp_path / "sent.csv"
    source.write_bytes(b"a,b\n")
    with incoming(source, tmp_path / "files") as file:
        assert file.keep().read_bytes() == b"a,b\n"
    assert source.exists(), "the sender's file is not ours to remove"


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_two_files_share_a_place_exactly_when_they_are_equal(one: bytes, other: bytes) -> None:
    with_hash = [path_of(hashlib.sha256(b).hexdigest(), Path("f")) for b in (one, other)]
    assert (with_hash[0] == with_hash[1]) == (one == other)
