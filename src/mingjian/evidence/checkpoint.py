"""The checkpoint: what the log commits itself to, in the C2SP tlog-checkpoint form."""

from base64 import b64decode, b64encode
from dataclasses import dataclass

from mingjian.evidence.merkle import HASH_BYTES
from mingjian.evidence.note import Note, VerifyKey, parse_note

_LINES = 3


@dataclass(frozen=True)
class Checkpoint:
    """A tree head: `size` leaves of the log named `origin` have the root `root` (32 bytes)."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


def parse_checkpoint(text: str) -> Checkpoint:
    """The checkpoint in a note's text; lines after the third are extensions and are left aside.

    Raises:
        ValueError: not a checkpoint.
    """
    lines = text.splitlines()
    if len(lines) < _LINES:
        raise ValueError("a checkpoint has three lines")
    origin, size, encoded = lines[:_LINES]
    root = b64decode(encoded, validate=True)
    if not origin or str(int(size)) != size or int(size) < 0 or len(root) != HASH_BYTES:
        raise ValueError("not a checkpoint")
    return Checkpoint(origin, int(size), root)


@dataclass(frozen=True)
class SignedCheckpoint:
    """A checkpoint together with the note that carries it and its signatures."""

    checkpoint: Checkpoint
    note: Note

    def __str__(self) -> str:
        return str(self.note)

    def signed_by(self, key: VerifyKey) -> bool:
        """Whether the note carries a good signature or cosignature of the key."""
        return self.note.signed_by(key)


def parse_signed(text: str) -> SignedCheckpoint:
    """The signed checkpoint written in `text`.

    Raises:
        ValueError: not a signed checkpoint.
    """
    note = parse_note(text)
    return SignedCheckpoint(parse_checkpoint(note.text), note)
