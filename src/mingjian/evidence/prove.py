"""Proofs against the last signed checkpoint: an entry is in the log; an older log is its prefix."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC

from django.db import connection

from mingjian.evidence import merkle
from mingjian.evidence.checkpoint import SignedCheckpoint, parse_signed
from mingjian.evidence.keys import verify_key
from mingjian.evidence.leaf import COLUMNS, LogEntry, leaf_bytes
from mingjian.evidence.problems import NoSuchEntry, NoSuchTree, NotSealedYet
from mingjian.evidence.tiles import Tiles

_ENTRY = f"""
SELECT {COLUMNS}, p.position
FROM evidence_entry e LEFT JOIN evidence_position p ON p.entry_id = e.id
WHERE e.id = %s::bigint
"""  # noqa: S608 - fixed column names
_LAST = "SELECT note FROM evidence_seal ORDER BY size DESC LIMIT 1"
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """That `entry` stands at `position` (from 0) in the tree under `checkpoint`."""

    entry: LogEntry
    position: int
    path: tuple[bytes, ...]
    checkpoint: SignedCheckpoint

    def holds(self) -> bool:
        """Whether the path leads from this very entry to the signed root."""
        head = self.checkpoint.checkpoint
        leaf = merkle.leaf_hash(leaf_bytes(self.entry))
        return merkle.verify_inclusion(leaf, self.position, head.size, self.path, head.root)

    def document(self) -> dict[str, object]:
        """The proof as JSON, as the stand-alone verifier reads it; hashes in base64."""
        return {
            "entry": entry_document(self.entry),
            "position": self.position,
            "path": [b64encode(step).decode() for step in self.path],
            "checkpoint": str(self.checkpoint),
        }


@dataclass(frozen=True, slots=True)
class ConsistencyProof:
    """That the tree of `old` entries is a prefix of the tree of `new` entries."""

    old: int
    new: int
    path: tuple[bytes, ...]

    def document(self) -> dict[str, object]:
        """The proof as JSON; hashes in base64."""
        path = [b64encode(step).decode() for step in self.path]
        return {"old": self.old, "new": self.new, "path": path}


def checkpoint() -> SignedCheckpoint:
    """The last signed checkpoint.

    Raises:
        NotSealedYet: the log was never sealed.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LAST)
        row = cursor.fetchone()
    if row is None:
        raise NotSealedYet(reason="evidence_seal")
    return parse_signed(row[0])


def inclusion(entry_id: int) -> InclusionProof:
    """The proof that the entry is in the log as it was last signed.

    Raises:
        NoSuchEntry: there is none with that number.
        NotSealedYet: it is younger than the last seal.
    """
    entry, position = _entry(entry_id)
    signed = checkpoint()
    size = signed.checkpoint.size
    if position is None or position >= size:
        raise NotSealedYet(reason=str(entry_id))
    with connection.cursor() as cursor:
        path = merkle.inclusion(position, size, Tiles(cursor, size).node)
    return InclusionProof(entry, position, path, signed)


def consistency(old: int, new: int) -> ConsistencyProof:
    """The proof between two sizes that the log has had.

    Raises:
        NoSuchTree: the log never had these sizes in this order.
        NotSealedYet: the log was never sealed.
    """
    size = checkpoint().checkpoint.size
    if not 0 <= old <= new <= size:
        raise NoSuchTree(what=f"{old}..{new}", old=old, new=new, size=size)
    with connection.cursor() as cursor:
        return ConsistencyProof(old, new, merkle.consistency(old, new, Tiles(cursor, new).node))


class LocalLog:
    """The log of this very site, for a witness that runs beside it."""

    def key_line(self) -> str:
        """The public key of the log."""
        return verify_key().line()

    def checkpoint(self) -> str:
        """The last checkpoint."""
        return str(checkpoint())

    def consistency(self, old: int, new: int) -> tuple[bytes, ...]:
        """The path between two sizes."""
        return consistency(old, new).path


def entry_document(entry: LogEntry) -> dict[str, object]:
    """The entry as JSON: all that its leaf holds, the time in RFC 3339 to the microsecond."""
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    return {
        "id": entry.id,
        "at": at.replace("+00:00", "Z"),
        "kind": entry.kind,
        "actor": entry.actor,
        "subject_id": entry.subject_id,
        "body": entry.body,
    }


def _entry(entry_id: int) -> tuple[LogEntry, int | None]:
    if not 0 < entry_id <= _LARGEST:
        raise NoSuchEntry(what=str(entry_id), entry_id=entry_id)
    with connection.cursor() as cursor:
        cursor.execute(_ENTRY, [entry_id])
        row = cursor.fetchone()
    if row is None:
        raise NoSuchEntry(what=str(entry_id), entry_id=entry_id)
    return LogEntry(*row[:6]), row[6]
