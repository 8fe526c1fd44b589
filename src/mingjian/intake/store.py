"""Keep what was sent, byte for byte, under its SHA-256: written whole or not at all."""

import hashlib
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from mingjian.home.paths import home
from mingjian.intake.problems import FileTooLarge, StorageUnavailable

BLOCK = 1 << 20
READ_ONLY = stat.S_IRUSR | stat.S_IRGRP


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file on disk that is not kept yet: `path` goes away when its context ends."""

    path: Path
    sha256: str
    size: int
    files: Path

    def keep(self) -> Path:
        """Put the file under its hash, durable and read-only; the same bytes are one file."""
        target = path_of(self.sha256, self.files)
        with _disk():
            target.parent.mkdir(parents=True, exist_ok=True)
            if not _already(target, self.size):
                self.path.chmod(READ_ONLY)
                self.path.replace(target)
            _sync_folder(target.parent)
            _sync_folder(target.parent.parent)
        return target


def path_of(sha256: str, files: Path | None = None) -> Path:
    """Where an original with this hash lies."""
    return (files or home().files) / sha256[:2] / sha256


@contextmanager
def incoming(source: BinaryIO | Path, files: Path | None = None) -> Iterator[Incoming]:
    """Write `source` beside the originals, counted and hashed; what is not kept is removed.

    Raises:
        FileTooLarge: as soon as the limit is passed.
        StorageUnavailable: the disk is full or broken.
    """
    folder = files or home().files
    with _disk():
        waiting = folder / ".incoming"
        waiting.mkdir(parents=True, exist_ok=True)
        path = waiting / secrets.token_hex(16)
    try:
        sha256, size = _copy(source, path)
        yield Incoming(path, sha256, size, folder)
    finally:
        path.unlink(missing_ok=True)


def limit() -> int:
    """The largest file accepted, in bytes (setting MINGJIAN_LARGEST_FILE)."""
    return int(settings.MINGJIAN_LARGEST_FILE)


def _copy(source: BinaryIO | Path, path: Path) -> tuple[str, int]:
    if isinstance(source, Path):
        with source.open("rb") as stream:
            return _copy(stream, path)
    with _disk(), path.open("xb") as out:
        digest, size = hashlib.sha256(), 0
        while block := source.read(BLOCK):
            size = _within(size + len(block))
            digest.update(block)
            out.write(block)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size


def _within(size: int) -> int:
    if size > limit():
        raise FileTooLarge(limit=f"{limit() / BLOCK:g} MiB")
    return size


def _already(target: Path, size: int) -> bool:
    """A file of another size under this hash was damaged on disk: the new one replaces it."""
    return target.is_file() and target.stat().st_size == size


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageUnavailable(what=error.strerror or type(error).__name__) from error
