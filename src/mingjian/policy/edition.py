"""Editions: a pack's exact content under a label, so that an answer can name it and be replayed."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mingjian.policy.schema import Pack

SHOWN = 12


@dataclass(frozen=True)
class Edition:
    """A pack in exactly one state.

    `content` is JSON: keys sorted, no spaces, UTF-8, in the form that `Pack.model_validate_json`
    reads back to an equal pack.
    """

    pack_id: str
    content: str

    @cached_property
    def sha256(self) -> str:
        """Return the digest of the content, in 64 hex digits."""
        return hashlib.sha256(self.content.encode()).hexdigest()

    @property
    def label(self) -> str:
        """Return what answers and records name: pack id, @, the digest's first 12 digits."""
        return f"{self.pack_id}@{self.sha256[:SHOWN]}"

    @property
    def document(self) -> dict[str, Any]:
        """Return the content as plain values."""
        document: dict[str, Any] = json.loads(self.content)
        return document


def edition_of(pack: Pack) -> Edition:
    """Return the edition of a pack; equal packs have equal editions, whatever their files."""
    plain = pack.model_dump(mode="json", by_alias=True)
    content = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Edition(pack_id=pack.id, content=content)
