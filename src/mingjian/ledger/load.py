"""Writes the rows that say something new straight into the ledger."""

from collections.abc import Callable, Iterable
from typing import Final

from django.db.backends.utils import CursorWrapper

from mingjian.evidence.leaf import HEADER, TRAILER
from mingjian.ledger.parts import Part, Seal
from mingjian.ledger.tuples import COLUMNS

_COPY: Final = f"COPY ledger_version ({COLUMNS}) FROM STDIN (FORMAT binary)"


def load(
    cursor: CursorWrapper, parts: Iterable[Part], progress: Callable[[int], None]
) -> list[Seal]:
    """Copies the parts into the ledger; returns the seals of their chunks, in the same order."""
    seals: list[Seal] = []
    done = 0
    with cursor.copy(_COPY) as copy:
        copy.write(HEADER)
        for part in parts:
            copy.write(part.tuples)
            seals += part.seals
            done += part.count
            progress(done)
        copy.write(TRAILER)
    return seals
