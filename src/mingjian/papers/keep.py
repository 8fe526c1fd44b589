"""Keep an uploaded file as a paper, under its hash."""

from pathlib import Path, PurePath
from typing import BinaryIO

from django.db import transaction

from mingjian.intake.store import incoming, path_of
from mingjian.papers.draft import Draft
from mingjian.papers.make import enter
from mingjian.papers.models import Paper
from mingjian.papers.problems import NotAFile
from mingjian.papers.views import PaperView


@transaction.atomic
def keep(file: BinaryIO | Path, filename: str, draft: Draft) -> PaperView:
    """Keep the bytes as they are; the facts of the draft are not used.

    Raises:
        FileTooLarge, StorageUnavailable: nothing was kept.
        PaperUnfit, NumberTaken, LogUnavailable: as `make`.
    """
    with incoming(file) as arrived:
        row = Paper(
            sha256=arrived.sha256, size=arrived.size, filename=PurePath(filename).name or "文书"
        )
        view = enter(draft, row)
        arrived.keep()
    return view


def original(paper: PaperView) -> Path:
    """Where the uploaded file lies.

    Raises:
        NotAFile: the paper was made from facts.
    """
    if not paper.filename:
        raise NotAFile(what=paper.number)
    return path_of(paper.sha256)
