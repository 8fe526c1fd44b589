"""Receipt numbers: the log entry and the first digits of the answer's digest.

So a receipt read out or typed wrong is noticed, and a printed answer is bound to its receipt.
"""

import re
from dataclasses import dataclass

from mingjian.checks.problems import NoSuchReceipt

SHOWN = 12
_FORM = re.compile(rf"([1-9][0-9]{{0,17}})-([0-9a-f]{{{SHOWN}}})")


@dataclass(frozen=True, slots=True)
class Receipt:
    """`entry`: id of the log entry; `mark`: the first digits of the digest."""

    entry: int
    mark: str

    def __str__(self) -> str:
        return f"{self.entry}-{self.mark}"

    @classmethod
    def of(cls, entry: int, digest: str) -> "Receipt":
        """The receipt of an answer with this SHA-256, in hex."""
        return cls(entry, digest[:SHOWN])

    @classmethod
    def read(cls, text: str) -> "Receipt":
        """The receipt a person or a system gave.

        Raises:
            NoSuchReceipt: when it cannot be one.
        """
        found = _FORM.fullmatch(text.strip().lower())
        if found is None:
            raise NoSuchReceipt(receipt=text[:40])
        return cls(int(found[1]), found[2])
