"""Signed notes in the C2SP form: a text, an empty line, and one line for each signature.

A key is written as a line `name+keyid+base64(type || public key)`. Type 1 is Ed25519 over the text;
type 4 is a witness's cosignature/v1, Ed25519 over the text with the time of witnessing before it.
"""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = 1
COSIGNATURE = 4
_ID_BYTES = 4
_TIME_BYTES = 8
_DASH = "— "


@dataclass(frozen=True)
class VerifyKey:
    """A public key with the name of its owner; `type` tells what it signs."""

    name: str
    type: int
    public: bytes

    @property
    def id(self) -> bytes:
        """Four bytes that tell this key from others."""
        return sha256(self.name.encode() + b"\n" + self._typed).digest()[:_ID_BYTES]

    @property
    def _typed(self) -> bytes:
        return bytes([self.type]) + self.public

    def line(self) -> str:
        """The key in one line, as it is handed to verifiers."""
        return f"{self.name}+{self.id.hex()}+{b64encode(self._typed).decode()}"

    def verifies(self, message: bytes, signature: bytes) -> bool:
        """Whether this is the key's signature of the message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


def parse_key(line: str) -> VerifyKey:
    """The key written in a line.

    Raises:
        ValueError: not a key line, or its id does not belong to it.
    """
    name, key_id, typed = line.strip().split("+", 2)
    data = b64decode(typed, validate=True)
    key = VerifyKey(name, data[0], data[1:])
    if key.id.hex() != key_id or key.type not in {ED25519, COSIGNATURE}:
        raise ValueError(f"the key line of {name} does not agree with itself")
    return key


@dataclass(frozen=True)
class Note:
    """A text that ends with a newline, and the signature lines under it."""

    text: str
    signatures: tuple[tuple[str, bytes], ...] = ()

    def __str__(self) -> str:
        lines = (f"{_DASH}{name} {b64encode(data).decode()}\n" for name, data in self.signatures)
        return f"{self.text}\n{''.join(lines)}"

    def with_signature(self, name: str, data: bytes) -> "Note":
        """The note with one signature more."""
        return Note(self.text, (*self.signatures, (name, data)))

    def signed_by(self, key: VerifyKey) -> bool:
        """Whether the note carries a good signature or cosignature of this key."""
        return any(
            name == key.name and data[:_ID_BYTES] == key.id and _good(self.text, key, data[4:])
            for name, data in self.signatures
        )


def parse_note(text: str) -> Note:
    """The note written in `text`.

    Raises:
        ValueError: not a signed note.
    """
    body, _, tail = text.rpartition("\n\n")
    if not body or not tail.endswith("\n"):
        raise ValueError("no empty line before the signatures")
    return Note(body + "\n", tuple(_signature(line) for line in tail.splitlines()))


def sign(text: str, name: str, key: Ed25519PrivateKey) -> Note:
    """The text as a note signed by the owner `name` of `key`."""
    public = VerifyKey(name, ED25519, key.public_key().public_bytes_raw())
    return Note(text).with_signature(name, public.id + key.sign(text.encode()))


def cosign(note: Note, name: str, key: Ed25519PrivateKey, *, seconds: int) -> Note:
    """The note with a witness's cosignature made at `seconds` (Unix time)."""
    public = VerifyKey(name, COSIGNATURE, key.public_key().public_bytes_raw())
    signature = key.sign(_witnessed(note.text, seconds))
    return note.with_signature(name, public.id + seconds.to_bytes(_TIME_BYTES) + signature)


def _witnessed(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def _good(text: str, key: VerifyKey, data: bytes) -> bool:
    if key.type == ED25519:
        return key.verifies(text.encode(), data)
    seconds = int.from_bytes(data[:_TIME_BYTES])
    return key.verifies(_witnessed(text, seconds), data[_TIME_BYTES:])


def _signature(line: str) -> tuple[str, bytes]:
    name, _, data = line.removeprefix(_DASH).rpartition(" ")
    if not line.startswith(_DASH) or not name:
        raise ValueError(f"not a signature line: {line}")
    return name, b64decode(data, validate=True)
