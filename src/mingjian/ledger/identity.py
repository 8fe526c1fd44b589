"""What a record is called, and what its content is in one text: the same for everybody, always."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

SEPARATOR: Final = "\x1f"
"""Between the parts of a natural key: the unit separator of ASCII, which no field may hold."""


def record_id(item: str, key: Iterable[str]) -> UUID:
    """The number of the record of that natural key: sending it again gives the same number."""
    text = SEPARATOR.join((item, *key))
    return UUID(bytes=hashlib.sha256(text.encode()).digest()[:16])


def payload_text(payload: Mapping[str, object]) -> str:
    """The content as one JSON text: order of the fields kept, empties left out, no spaces."""
    filled = {name: value for name, value in payload.items() if value not in (None, "")}
    return json.dumps(filled, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def digest(text: str) -> bytes:
    """The SHA-256 of a content's text."""
    return hashlib.sha256(text.encode()).digest()
