"""The workbook that comes out of bulk work: written when it is asked for, kept for a while.

It is made of the original and of what was kept of each part. So it may go from the disk at any
time, and is made again when somebody asks for it.
"""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.utils import timezone

from mingjian.bulk.kind import Kind, Row
from mingjian.bulk.stage import Stage
from mingjian.home.database import database_name
from mingjian.home.paths import home
from mingjian.kernel.problem import Language


def result(kind: Kind[Row], row: Row, language: Language, write: Callable[[Path], object]) -> Path:
    """The path of the result; `write` makes it where it is missing, whole or not at all.

    Raises:
        Conflict: as the kind says it: it is not done (yet).
    """
    if row.stage != Stage.DONE:
        raise kind.not_done(stage=Stage(row.stage).label)
    folder = _folder(kind)
    target = folder / f"{row.pk}-{row.finished_at:%Y%m%d%H%M%S%f}-{language}.xlsx"
    if not _asked_for(target):
        folder.mkdir(parents=True, exist_ok=True)
        # Two people may ask at once: each writes in a folder of his own, the last one stays.
        with TemporaryDirectory(dir=folder, prefix=".writing-") as own:
            written = Path(own) / target.name
            write(written)
            _asked_for(written)
            written.replace(target)
    return target


def sweep(kind: Kind[Any]) -> int:
    """Take from the disk what nobody asked for during the days of keeping; how many went.

    What a killed writer left behind goes like a result.
    """
    since = timezone.now() - timedelta(days=settings.MINGJIAN_RESULT_DAYS)
    old = list(_older(_folder(kind), since.timestamp()))
    for path in old:
        if path.is_dir():
            rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(old)


def _folder(kind: Kind[Any]) -> Path:
    return home().work / database_name() / kind.folder


def _asked_for(path: Path) -> bool:
    """Whether it is there; it is kept from now on, so no sweep takes what is handed out."""
    now = timezone.now().timestamp()
    try:
        os.utime(path, (now, now))
    except FileNotFoundError:
        return False
    return True


def _older(folder: Path, moment: float) -> Iterator[Path]:
    for path in folder.glob("*"):
        if path.stat().st_mtime < moment:
            yield path
