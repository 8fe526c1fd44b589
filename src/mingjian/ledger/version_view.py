"""A version as it is read: its content, the days it holds, and when it was held true."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from mingjian.kernel.period import Period

COLUMNS: Final = """
  record_id, seq, item, subject_id, unit_id, lower(valid), upper(valid), lower(known),
  upper(known), submission_id, row_no, edition_id, act, encode(digest, 'hex'), payload::text
"""
"""What is selected of `ledger_version` for `view_of`."""
_START: Final = 5


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version: content, the days it holds, and from when until when it was held true.

    `known_until` None: it stands. `digest` is the SHA-256 in hex of the content's text.
    """

    record_id: UUID
    seq: int
    item: str
    subject_id: int
    unit_id: str
    valid: Period
    known_from: datetime
    known_until: datetime | None
    submission_id: int
    row_no: int
    edition_id: str
    act: str
    digest: str
    payload: Mapping[str, Any]

    @property
    def stands(self) -> bool:
        """Whether this is what we hold true now."""
        return self.known_until is None


def view_of(row: tuple[Any, ...]) -> VersionView:
    """A row of `COLUMNS` as a version."""
    valid = Period(row[_START], row[_START + 1])
    columns: Any = (*row[:_START], valid, *row[_START + 2 : -1], json.loads(row[-1]))
    return VersionView(*columns)
