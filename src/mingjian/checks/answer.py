"""An answer: the text that was digested and logged, its receipt, and names for its codes."""

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils import timezone

from mingjian.checks.receipt import Receipt
from mingjian.kernel.problem import NotFound
from mingjian.policy.resolve import Policies
from mingjian.policy.schema.base import Text
from mingjian.policy.standing import policies


@dataclass(frozen=True, slots=True)
class Answer:
    """What a check says.

    `text` is JSON: asked, marks, outcome, records, subject; `digest` its SHA-256 in hex, as in the
    log. `seen`: the pairs of item and unit among the records, for their names.
    """

    entry: int
    actor: str
    outcome: str
    digest: str
    text: str
    seen: frozenset[tuple[str, str]]

    @property
    def receipt(self) -> str:
        """The receipt number to quote: log entry and first digits of the digest."""
        return str(Receipt.of(self.entry, self.digest))

    def json(self) -> str:
        """The answer as it is sent: the digested text with receipt, digest and labels before it."""
        head = {
            "receipt": self.receipt,
            "entry": self.entry,
            "digest": self.digest,
            "labels": self.labels(),
        }
        return json.dumps(head, ensure_ascii=False)[:-1] + "," + self.text[1:]

    def document(self) -> dict[str, Any]:
        """The same as values, for screens and tests."""
        document: dict[str, Any] = json.loads(self.json())
        return document

    def labels(self) -> dict[str, dict[str, dict[str, str]]]:
        """Names (zh, en) of the items, with their effect, and of the units in this answer."""
        known, today = policies(), timezone.localdate()
        items = {item: _item(known, item, today) for item in sorted({i for i, _ in self.seen})}
        units = {unit: _unit(known, unit) for unit in sorted({u for _, u in self.seen})}
        return {"items": items, "units": units}


@lru_cache(maxsize=512)
def _item(known: Policies, item_id: str, on: date) -> dict[str, str]:
    """An item that is out of the catalogue by now keeps its code for a name."""
    try:
        item = known.item(item_id, on)
    except NotFound:
        return {"zh": item_id, "en": item_id, "effect": ""}
    return {**_both(item.name), "effect": item.effect}


@lru_cache(maxsize=512)
def _unit(known: Policies, unit_id: str) -> dict[str, str]:
    try:
        return _both(known.unit(unit_id).name)
    except NotFound:
        return {"zh": unit_id, "en": unit_id}


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
