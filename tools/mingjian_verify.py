#!/usr/bin/env python3
"""Verify the log of a Mingjian platform without the platform: one file, no account.

Needs Python 3.11 and the package `cryptography`. Written apart from the platform's own code on
purpose: it follows RFC 6962 (tree), C2SP signed-note, tlog-checkpoint and tlog-cosignature, and the
description of the leaf in docs/auditor/log.md.

    mingjian_verify.py checkpoint FILE --key KEY [--witness KEY]
    mingjian_verify.py inclusion PROOF.json --key KEY [--witness KEY]
    mingjian_verify.py consistency OLD NEW PROOF.json --key KEY
    mingjian_verify.py bundle FOLDER --key KEY [--witness KEY] [--known FILE]

KEY is a key line (`name+id+base64`) or a file that holds one; get it from the log's owner by
another way than the data. Exit code: 0 verified, 1 not verified, 2 wrong use.
"""

from __future__ import annotations

import argparse
import binascii
import json
import struct
import sys
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ED25519, COSIGNATURE = 1, 4
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
FIELDS = ("id", "at", "kind", "actor", "subject_id", "body")


class NotVerified(Exception):  # noqa: N818 - it is the verdict, not an error
    """What was found wrong, in one sentence."""


class Key(NamedTuple):
    """A public key and who signs with it."""

    name: str
    id: bytes
    type: int
    public: bytes


class Head(NamedTuple):
    """A signed tree head: the whole note, and the three lines in it."""

    note: str
    origin: str
    size: int
    root: bytes


# --- keys, notes, checkpoints -------------------------------------------------------------------


def read_key(given: str) -> Key:
    """The key in a line, or in the file of that name."""
    line = Path(given).read_text("utf-8").strip() if Path(given).is_file() else given.strip()
    name, key_id, data = line.split("+", 2)
    typed = b64decode(data, validate=True)
    expected = sha256(name.encode() + b"\n" + typed).digest()[:4]
    if expected.hex() != key_id:
        fail(f"the key line of {name} does not agree with itself")
    return Key(name, expected, typed[0], typed[1:])


def read_head(note: str) -> Head:
    """The checkpoint in a note; signatures are another matter."""
    lines = note.split("\n")
    root = b64decode(lines[2], validate=True)
    if len(root) != sha256().digest_size or str(int(lines[1])) != lines[1]:
        fail("this is not a checkpoint")
    return Head(note, lines[0], int(lines[1]), root)


def check_signed(head: Head, *keys: Key) -> None:
    """Each of the keys must have signed the note; the first is the log's, and names it."""
    if head.origin != keys[0].name:
        fail(f"the checkpoint is of {head.origin}, the key of {keys[0].name}")
    text, _, tail = head.note.rpartition("\n\n")
    for key in keys:
        if not any(signed(text + "\n", line, key) for line in tail.splitlines()):
            fail(f"no valid signature of {key.name} on the checkpoint of {head.size} entries")


def signed(text: str, line: str, key: Key) -> bool:
    """Whether a signature line is the key's, and good."""
    dash, _, rest = line.partition(" ")
    name, _, encoded = rest.rpartition(" ")
    data = b64decode(encoded, validate=True)
    if dash != "—" or name != key.name or data[:4] != key.id:
        return False
    message, signature = text, data[4:]
    if key.type == COSIGNATURE:
        seconds, signature = int.from_bytes(data[4:12], "big"), data[12:]
        message = f"cosignature/v1\ntime {seconds}\n{text}"
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, message.encode())
    except InvalidSignature:
        return False
    return True


# --- the tree of RFC 6962 -----------------------------------------------------------------------


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


def root_by_path(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """The root that an audit path gives (RFC 9162 2.1.3.2)."""
    if not 0 <= index < size:
        fail(f"position {index} is not in a tree of {size}")
    place, last, total = index, size - 1, leaf
    for step in path:
        if last == 0:
            fail("the path is too long")
        if place & 1 or place == last:
            total = node_hash(step, total)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            total = node_hash(total, step)
        place, last = place >> 1, last >> 1
    if last:
        fail("the path is too short")
    return total


def check_consistent(old: Head, new: Head, path: list[bytes]) -> None:
    """The older tree must be a prefix of the newer (RFC 9162 2.1.4.2)."""
    if old.size > new.size:
        fail(f"the log was cut: {old.size} entries before, {new.size} now")
    if old.size in {0, new.size}:
        if path or (old.size and old.root != new.root):
            fail("two different trees of the same size: the history was rewritten")
        return
    roots = _both_roots(old, new, path)
    if roots != (old.root, new.root):
        fail("the older log is not a prefix of the newer: the history was rewritten")


def _both_roots(old: Head, new: Head, path: list[bytes]) -> tuple[bytes, bytes] | None:
    place, last = old.size - 1, new.size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    steps = iter(path if old.size & (old.size - 1) else [old.root, *path])
    before = after = next(steps, b"")
    for step in steps:
        if last == 0:
            return None
        if place & 1 or place == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, step)
        place, last = place >> 1, last >> 1
    return (before, after) if last == 0 else None


class Tree:
    """A tree that grows leaf by leaf and keeps only the roots of its complete subtrees."""

    def __init__(self) -> None:
        self.size = 0
        self._parts: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """One leaf hash more."""
        total, size = leaf, self.size
        while size & 1:
            total, size = node_hash(self._parts.pop(), total), size >> 1
        self._parts.append(total)
        self.size += 1

    def root(self) -> bytes:
        """The root so far."""
        parts = list(reversed(self._parts))
        total = parts[0] if parts else sha256(b"").digest()
        for left in parts[1:]:
            total = node_hash(left, total)
        return total


# --- entries ------------------------------------------------------------------------------------


def leaf_bytes(entry: dict[str, Any]) -> bytes:
    """The bytes of an entry's leaf: count of fields, then length and content of each."""
    if sorted(entry) != sorted(FIELDS):
        fail(f"an entry has the fields {', '.join(FIELDS)}")
    at = datetime.fromisoformat(entry["at"]) - EPOCH
    values = {**entry, "at": at // timedelta(microseconds=1)}
    return struct.pack(">h", len(FIELDS)) + b"".join(_field(values[name]) for name in FIELDS)


def _field(value: int | str | None) -> bytes:
    if value is None:
        return struct.pack(">i", -1)
    data = struct.pack(">q", value) if isinstance(value, int) else value.encode()
    return struct.pack(">i", len(data)) + data


def entries_of(path: Path) -> Iterator[dict[str, Any]]:
    """The entries in a file, one a line."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


# --- commands -----------------------------------------------------------------------------------


def checkpoint(given: argparse.Namespace) -> str:
    """The signatures of one checkpoint."""
    head = read_head(given.file.read_text("utf-8"))
    check_signed(head, *keys_of(given))
    return f"checkpoint of {head.origin}: {head.size} entries, signatures good"


def inclusion(given: argparse.Namespace) -> str:
    """One entry is in the log as it was signed."""
    proof = json.loads(given.file.read_text("utf-8"))
    head = read_head(proof["checkpoint"])
    check_signed(head, *keys_of(given))
    leaf = leaf_hash(leaf_bytes(proof["entry"]))
    if root_by_path(leaf, proof["position"], head.size, hashes(proof["path"])) != head.root:
        fail("the entry is not in the signed log, or is not the entry that was logged")
    return f"entry {proof['entry']['id']} stands at position {proof['position']} of {head.size}"


def consistency(given: argparse.Namespace) -> str:
    """Nothing of an older log was changed in a newer one."""
    old, new = (read_head(path.read_text("utf-8")) for path in (given.old, given.new))
    for head in (old, new):
        check_signed(head, *keys_of(given))
    check_consistent(old, new, hashes(json.loads(given.proof.read_text("utf-8"))["path"]))
    return f"the log of {old.size} entries is a prefix of that of {new.size}"


def bundle(given: argparse.Namespace) -> str:
    """A whole exported log, from its entries up."""
    head = read_head((given.folder / "checkpoint").read_text("utf-8"))
    check_signed(head, keys_of(given)[0])
    known = list(known_heads(given))
    roots = roots_at(
        entries_of(given.folder / "entries.jsonl"), {head.size, *(k.size for k in known)}
    )
    for one in (head, *known):
        if one.size not in roots:
            fail(f"the log was cut: a checkpoint of {one.size} entries exists")
        if roots[one.size] != one.root:
            fail(f"the entries are not those signed in the checkpoint of {one.size}")
    if max(roots) != head.size:
        fail(f"there are more entries than the {head.size} signed")
    return f"all {head.size} entries are as signed; {len(known)} earlier checkpoints agree"


def known_heads(given: argparse.Namespace) -> Iterator[Head]:
    """Checkpoints seen before: those given, and the one the witness cosigned."""
    keys = keys_of(given)
    for path in given.known:
        head = read_head(path.read_text("utf-8"))
        check_signed(head, keys[0])
        yield head
    if given.witness:
        head = read_head((given.folder / "witnessed").read_text("utf-8"))
        check_signed(head, *keys)
        yield head


def roots_at(entries: Iterable[dict[str, Any]], sizes: set[int]) -> dict[int, bytes]:
    """The roots at these sizes and at the end."""
    tree, roots = Tree(), {}
    if 0 in sizes:
        roots[0] = tree.root()
    for entry in entries:
        tree.add(leaf_hash(leaf_bytes(entry)))
        if tree.size in sizes:
            roots[tree.size] = tree.root()
    return {**roots, tree.size: tree.root()}


def keys_of(given: argparse.Namespace) -> list[Key]:
    """The log's key, and the witness's when one is asked for."""
    log = read_key(given.key)
    if log.type != ED25519:
        fail(f"the key of {log.name} is not that of a log")
    return [log, *([read_key(given.witness)] if given.witness else [])]


def hashes(encoded: list[str]) -> list[bytes]:
    """Hashes written in base64."""
    return [b64decode(one, validate=True) for one in encoded]


def fail(why: str) -> NoReturn:
    """End with the verdict that something is wrong."""
    raise NotVerified(why)


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(description="Verify the log of a Mingjian platform.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    _command(commands, checkpoint, "file")
    _command(commands, inclusion, "file")
    _command(commands, consistency, "old", "new", "proof")
    _command(commands, bundle, "folder").add_argument(
        "--known", type=Path, action="append", default=[], help="a checkpoint you kept"
    )
    return top


def _command(
    commands: Any, run: Callable[[argparse.Namespace], str], *paths: str
) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = commands.add_parser(run.__name__, help=run.__doc__)
    for path in paths:
        made.add_argument(path, type=Path)
    made.add_argument("--key", required=True, help="key line of the log, or a file with it")
    made.add_argument("--witness", help="key line of the witness: its cosignature is then needed")
    made.set_defaults(run=run)
    return made


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 verified, 1 not verified."""
    given = parser().parse_args(arguments)
    try:
        sys.stdout.write(f"verified: {given.run(given)}\n")
    except NotVerified as verdict:
        sys.stdout.write(f"NOT VERIFIED: {verdict}\n")
        return 1
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        binascii.Error,
        struct.error,
    ) as error:
        sys.stdout.write(f"NOT VERIFIED: unreadable: {error!r}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
