"""Whoever goes on from postings: what waits for him, and which records of it he has not seen."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from mingjian.intake.sent import Posted, posted_since, released_rows
from mingjian.ledger.read import posted
from mingjian.ledger.version_view import VersionView

# Two files that end at once may be seen in the other order.
_OVERLAP: Final = timedelta(days=1)
# Answers of one item take turns, but each is dated by its machine's clock: one may come after
# another that is dated later. Clocks that are minded differ by less; what was seen costs nothing.
_CLOCKS: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Seen:
    """How far a posting was followed: until which moment of it, and how many of its answers."""

    posted_at: datetime
    answers: int


def waiting(
    item: str,
    last: datetime | None,
    seen: Callable[[Collection[int]], Mapping[int, Seen]],
    limit: int | None = None,
) -> list[Posted]:
    """Postings of the item of which not all was followed, the oldest first.

    `last`: the latest moment that was followed (None: nothing was). `seen` is asked once.
    """
    found = posted_since(item, last and last - _OVERLAP)
    known = seen([one.submission_id for one in found])
    return [one for one in found if waits(one, known.get(one.submission_id))][:limit]


def waits(posting: Posted, seen: Seen | None) -> bool:
    """Whether there is more of it than was seen."""
    if seen is None:
        return True
    return posting.posted_at > seen.posted_at or posting.answers > seen.answers


def unseen(posting: Posted, item: str, seen: Seen | None) -> Iterator[list[VersionView]]:
    """The whole file the first time, later the rows released since: no other row can be new."""
    if seen is None:
        return posted(posting.submission_id, item)
    rows = released_rows(posting.submission_id, seen.posted_at - _CLOCKS)
    return posted(posting.submission_id, item, rows=rows)
