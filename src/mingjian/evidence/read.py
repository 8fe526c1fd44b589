"""Read the log: what was done, by whom, about whom, newest first."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from mingjian.evidence.leaf import COLUMNS
from mingjian.evidence.problems import NoSuchEntry

LARGEST_PAGE = 1000
_LARGEST = 2**63 - 1

_FROM = f"""
SELECT {COLUMNS}, p.position
FROM evidence_entry e LEFT JOIN evidence_position p ON p.entry_id = e.id
"""  # noqa: S608 - fixed column names
_NEWEST = " ORDER BY e.id DESC LIMIT %s::integer"


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry; `position` is its place in the tree, None until it is sealed."""

    id: int
    at: datetime
    kind: str
    actor: str
    subject_id: int | None
    body: Mapping[str, Any]
    position: int | None

    @property
    def sealed(self) -> bool:
        """Whether a signed checkpoint covers the entry."""
        return self.position is not None


def entry(entry_id: int) -> EntryView:
    """One entry by its number.

    Raises:
        NoSuchEntry: there is none.
    """
    found = _read("WHERE e.id = %s::bigint", [entry_id], 1) if 0 < entry_id <= _LARGEST else []
    if not found:
        raise NoSuchEntry(what=str(entry_id), entry_id=entry_id)
    return found[0]


def entries_of(numbers: Collection[int]) -> dict[int, EntryView]:
    """The entries of these numbers, up to 1,000; those that there are not are left out."""
    wanted = sorted(one for one in numbers if 0 < one <= _LARGEST)
    found = _read("WHERE e.id = ANY (%s::bigint[])", [wanted], LARGEST_PAGE) if wanted else []
    return {one.id: one for one in found}


def entries(
    about: int | None = None,
    *,
    kind: str | None = None,
    actor: str | None = None,
    before: int | None = None,
    limit: int = 50,
) -> list[EntryView]:
    """Entries before the number `before`, newest first: about a subject, of a kind, by an actor.

    At most 1,000 at once; the last one's number is the next call's `before`.
    """
    asked = {
        "e.subject_id = %s::bigint": about,
        "e.kind = %s::text": kind,
        "e.actor = %s::text": actor,
        "e.id < %s::bigint": before,
    }
    given = {clause: value for clause, value in asked.items() if value is not None}
    where = "WHERE " + " AND ".join(given) if given else ""
    return _read(where, [*given.values()], min(limit, LARGEST_PAGE))


def _read(where: str, values: Sequence[str | int | list[int]], limit: int) -> list[EntryView]:
    with connection.cursor() as cursor:
        cursor.execute(_FROM + where + _NEWEST, [*values, max(limit, 0)])
        return [_view(*row) for row in cursor.fetchall()]


def _view(*row: Any) -> EntryView:
    number, at, kind, actor, subject_id, body, position = row
    return EntryView(number, at, kind, actor, subject_id, json.loads(body), position)
