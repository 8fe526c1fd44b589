"""Personal content in entries: stored encrypted, erased by destroying its key.

The leaf hashes what is stored, so every proof stays valid when nobody can read the content any
more (Personal Information Protection Law article 47; the entry that something happened remains).
One key holds one person's content of one quarter.
"""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any, Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, transaction
from django.utils import timezone

from mingjian.evidence.append import append, canonical
from mingjian.evidence.problems import KeyDestroyed, NoSuchKey

SEALED: Final = "sealed"
"""The field of a body under which sealed content stands."""

_KEY_BYTES = 32
_NONCE_BYTES = 12
_LIVE = (
    "SELECT id, secret FROM evidence_key WHERE owner = %s AND segment = %s AND secret IS NOT NULL"
)
_MAKE = """
INSERT INTO evidence_key (owner, segment, secret, made_at) VALUES (%s, %s, %s, %s)
ON CONFLICT DO NOTHING
"""
_LOOK_UP = "SELECT secret, destroyed_at FROM evidence_key WHERE id = %s::bigint"
_DESTROY = """
UPDATE evidence_key SET secret = NULL, destroyed_at = %s
WHERE id = %s::bigint AND secret IS NOT NULL
"""
_OF_OWNER = "SELECT id FROM evidence_key WHERE owner = %s AND secret IS NOT NULL ORDER BY id"


def conceal(content: Mapping[str, object], *, owner: str) -> dict[str, object]:
    """The content as a field for a body: readable only while the owner's key exists.

    `owner` is an opaque mark of the person: never a name or an identity number.
    """
    key_id, secret = _live_key(owner)
    nonce = os.urandom(_NONCE_BYTES)
    text = AESGCM(secret).encrypt(nonce, canonical(content).encode(), _bound(key_id))
    return {
        SEALED: {
            "key": key_id,
            "nonce": b64encode(nonce).decode(),
            "text": b64encode(text).decode(),
        }
    }


def reveal(body: Mapping[str, Any]) -> dict[str, Any]:
    """The content concealed in a body.

    Raises:
        KeyDestroyed: it was erased.
        NoSuchKey: the key was never here.
    """
    sealed = body[SEALED]
    key_id = int(sealed["key"])
    nonce, text = b64decode(sealed["nonce"]), b64decode(sealed["text"])
    plain = AESGCM(_secret(key_id)).decrypt(nonce, text, _bound(key_id))
    return dict(json.loads(plain))


@transaction.atomic
def erase(key_id: int, *, actor: str, reason: str) -> int:
    """Destroy one key for good; returns the number of the log entry that says so.

    Raises:
        KeyDestroyed: that was done before.
        NoSuchKey: there is no such key.
    """
    with connection.cursor() as cursor:
        cursor.execute(_DESTROY, [timezone.now(), key_id])
        if not cursor.rowcount:
            _secret(key_id)
    return append("key.destroyed", actor=actor, body={"key": key_id, "reason": reason})


@transaction.atomic
def erase_all(owner: str, *, actor: str, reason: str) -> list[int]:
    """Destroy every key of a person; returns the numbers of the entries that say so."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_OWNER, [owner])
        keys = [int(row[0]) for row in cursor.fetchall()]
    return [erase(key_id, actor=actor, reason=reason) for key_id in keys]


def _live_key(owner: str) -> tuple[int, bytes]:
    """The key of this quarter; of two who make it at once, the first one's holds."""
    now = timezone.localtime()
    segment = f"{now.year}Q{(now.month - 1) // 3 + 1}"
    with connection.cursor() as cursor:
        cursor.execute(_LIVE, [owner, segment])
        row = cursor.fetchone()
        if row is None:
            cursor.execute(_MAKE, [owner, segment, os.urandom(_KEY_BYTES), now])
            cursor.execute(_LIVE, [owner, segment])
            row = cursor.fetchone()
    return int(row[0]), bytes(row[1])


def _secret(key_id: int) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(_LOOK_UP, [key_id])
        row = cursor.fetchone()
    if row is None:
        raise NoSuchKey(what=str(key_id))
    if row[0] is None:
        raise KeyDestroyed(destroyed_at=timezone.localtime(row[1]).isoformat(" ", "seconds"))
    return bytes(row[0])


def _bound(key_id: int) -> bytes:
    """Ties the ciphertext to its key's number, so that it cannot be passed off under another."""
    return f"mingjian/evidence/{key_id}".encode()
