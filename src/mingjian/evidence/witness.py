"""A witness: keeps the last checkpoint it saw in a folder of its own, and cosigns what follows.

It stands outside the database, best on another machine. It pins the log's key at first sight, and
accepts a checkpoint only with a proof that everything it saw before is still there (C2SP
cosignature/v1). Against it a cut tail and a forked history show, which no look inside can tell.
"""

import os
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from mingjian.evidence import merkle
from mingjian.evidence.checkpoint import Checkpoint, SignedCheckpoint, parse_signed
from mingjian.evidence.note import COSIGNATURE, VerifyKey, cosign, parse_key
from mingjian.evidence.problems import (
    HistoryCut,
    HistoryForked,
    NotSealedYet,
    NotSignedByLog,
    WitnessUnreadable,
)
from mingjian.home.paths import home

_CHECKPOINT = "checkpoint"
_LOG_KEY = "log.vkey"
_OWN_KEY = "witness-ed25519"


class Log(Protocol):
    """What a witness asks of a log, near (`prove.LocalLog`) or far (`remote.RemoteLog`)."""

    def key_line(self) -> str:
        """The log's public key."""

    def checkpoint(self) -> str:
        """The last signed checkpoint; raises NotSealedYet when there is none."""

    def consistency(self, old: int, new: int) -> Sequence[bytes]:
        """The path that proves the tree of `old` leaves a prefix of that of `new`."""


def default_folder() -> Path:
    """The site's witness folder: MINGJIAN_WITNESS, else `witness` in the home."""
    given = getattr(settings, "MINGJIAN_WITNESS", None)
    return Path(given) if given else home().root / "witness"


@dataclass(frozen=True, slots=True)
class Witness:
    """The witness whose memory is `folder`, which its first look makes."""

    folder: Path

    @property
    def key(self) -> VerifyKey:
        """The witness's own public key, under which its cosignatures verify."""
        public = self._signing_key().public_key().public_bytes_raw()
        return VerifyKey(self._name(), COSIGNATURE, public)

    def last(self) -> SignedCheckpoint | None:
        """The last checkpoint cosigned; None when nothing was seen yet.

        Raises:
            WitnessUnreadable: the file is not a checkpoint.
        """
        path = self.folder / _CHECKPOINT
        try:
            return parse_signed(path.read_text("utf-8")) if path.exists() else None
        except ValueError as error:
            raise WitnessUnreadable(file=path.name) from error

    def vouches(self, seen: SignedCheckpoint) -> bool:
        """Whether the pinned log signed this and the witness cosigned it."""
        known = all((self.folder / name).exists() for name in (_LOG_KEY, _OWN_KEY))
        return known and seen.signed_by(self._pinned()) and seen.signed_by(self.key)

    def look(self, log: Log) -> SignedCheckpoint:
        """Look at the log once; returns its checkpoint with the cosignature.

        Raises:
            NotSignedByLog, HistoryCut, HistoryForked: the log is not what it was; nothing is
                cosigned, and the checkpoint kept before is the evidence.
            NotSealedYet: there is nothing to see.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        shown = parse_signed(log.checkpoint())
        pinned = self._pin(log)
        if shown.checkpoint.origin != pinned.name or not shown.signed_by(pinned):
            raise NotSignedByLog(size=shown.checkpoint.size)
        self._compare(log, shown.checkpoint)
        return self._keep(shown)

    def _compare(self, log: Log, shown: Checkpoint) -> None:
        before = self.last()
        if before is None:
            return
        seen = before.checkpoint
        if shown.size < seen.size:
            raise HistoryCut(size=shown.size, seen=seen.size)
        path = log.consistency(seen.size, shown.size)
        if not merkle.verify_consistency(seen.size, shown.size, seen.root, shown.root, path):
            raise HistoryForked(size=shown.size, seen=seen.size)

    def _keep(self, shown: SignedCheckpoint) -> SignedCheckpoint:
        key, now = self._signing_key(), int(time.time())
        note = cosign(shown.note, self._name(), key, seconds=now)
        _write(self.folder / _CHECKPOINT, str(note))
        return SignedCheckpoint(shown.checkpoint, note)

    def _pin(self, log: Log) -> VerifyKey:
        if not (self.folder / _LOG_KEY).exists():
            _write(self.folder / _LOG_KEY, parse_key(log.key_line()).line() + "\n")
        return self._pinned()

    def _pinned(self) -> VerifyKey:
        try:
            return parse_key((self.folder / _LOG_KEY).read_text("utf-8"))
        except ValueError as error:
            raise WitnessUnreadable(file=_LOG_KEY) from error

    def _name(self) -> str:
        return f"{self._pinned().name}/witness"

    def _signing_key(self) -> Ed25519PrivateKey:
        path = self.folder / _OWN_KEY
        if not path.exists():
            _write(path, Ed25519PrivateKey.generate().private_bytes_raw().hex())
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text("ascii")))


def run_witness(folder: Path, log: Log, stop: threading.Event, every_seconds: float = 60.0) -> None:
    """Look every minute until `stop`; a history that was cut or rewritten ends it loudly."""
    witness = Witness(folder)
    while not stop.is_set():
        with suppress(NotSealedYet):  # a young log: there will be something to see
            witness.look(log)
        stop.wait(every_seconds)


def _write(path: Path, text: str) -> None:
    """Put the file there whole or not at all, durable, readable by the owner alone."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
