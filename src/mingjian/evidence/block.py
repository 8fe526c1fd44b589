"""A block of positions, taken whole to be verified, and what was found in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from mingjian.evidence.faults import Fault
from mingjian.evidence.merkle import HASH_BYTES


@dataclass(frozen=True, slots=True)
class Task:
    """The positions `first` to `end` (not included), and the key that signs for the log."""

    first: int
    end: int
    key_line: str


@dataclass(frozen=True, slots=True)
class SealSeen:
    """A seal that ends in the block: its stored root, and the block's part of the true root."""

    size: int
    root: bytes
    part: bytes


@dataclass(slots=True)
class Block:
    """What the whole needs of a verified block; `root` is that of its complete subtree."""

    task: Task
    root: bytes = b""
    seals: list[SealSeen] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def wrong_nodes(level: int, start: int, right: bytes, kept: bytes) -> Iterator[Fault]:
    """A fault for each stored node, from `start` on, that is not what its leaves give."""
    if right == kept:
        return
    for at in range(0, len(right), HASH_BYTES):
        if right[at : at + HASH_BYTES] != kept[at : at + HASH_BYTES]:
            place = start + at // HASH_BYTES
            yield Fault("node_changed", place << level, f"level {level}")
