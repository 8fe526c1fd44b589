"""An answer: the text that was digested and logged, its receipt, and names for its codes."""

import json
from dataclasses import dataclass
from typing import Any

from mingjian.checks.labels import Seen, labels_of
from mingjian.checks.receipt import Receipt


@dataclass(frozen=True, slots=True)
class Awaited:
    """That what is decided must be reported back, because the answer holds measures.

    `due_on`: the last day as ISO 8601; None where the packs set none.
    """

    due_on: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a check says.

    `text` is JSON: adverse, asked, entries, marks, measures, outcome, records, shielded, subject;
    `digest` its SHA-256 in hex, as in the log. `seen`: the codes in it, for their names.
    `awaited`: None where no feedback is asked for.
    """

    entry: int
    actor: str
    outcome: str
    digest: str
    text: str
    seen: Seen
    awaited: Awaited | None

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
            "feedback_due": self.awaited and {"by": self.awaited.due_on},
            "labels": labels_of(self.seen),
        }
        return json.dumps(head, ensure_ascii=False)[:-1] + "," + self.text[1:]

    def document(self) -> dict[str, Any]:
        """The same as values, for screens and tests."""
        document: dict[str, Any] = json.loads(self.json())
        return document
