"""Writes the rows that say something new straight into the ledger."""

from collections.abc import Callable, Iterable
from typing import Final

from django.db.backends.utils import CursorWrapper

from mingjian.ledger.parts import Part, Seal

_COPY: Final = """
COPY ledger_version (record_id, seq, item, subject_id, unit_id, valid, known, submission_id,
  row_no, edition_id, act, digest, payload) FROM STDIN
"""


def load(
    cursor: CursorWrapper, parts: Iterable[Part], progress: Callable[[int], None]
) -> list[Seal]:
    """Copies the parts into the ledger; returns the seals of their chunks, in the same order."""
    seals: list[Seal] = []
    done = 0
    with cursor.copy(_COPY) as copy:
        for part in parts:
            copy.write(part.lines)
            seals += part.seals
            done += part.count
            progress(done)
    return seals
