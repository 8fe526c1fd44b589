"""What only the file as a whole shows: far fewer rows, emptier columns than the last time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from mingjian.intake.findings import WHOLE_FILE, Finding
from mingjian.policy.schema import CatalogueItem

# House values, for warnings only: half or three times as many rows, twenty points less filled.
FEWER: Final = 0.5
MORE: Final = 3.0
EMPTIER: Final = 0.2
ENOUGH: Final = 20
"""Files with fewer rows than this say nothing about a trend."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How much a delivery held: rows, and for each field how many of them were filled."""

    rows: int
    fill: Mapping[str, int]

    def rate(self, field: str) -> float:
        """The share of rows in which a field is filled."""
        return self.fill.get(field, 0) / self.rows if self.rows else 0.0


def whole_findings(now: Delivery, last: Delivery | None, item: CatalogueItem) -> list[Finding]:
    """Warnings about the file against the last one of the same unit and item."""
    if last is None or last.rows < ENOUGH:
        return []
    return [*_count(now, last), *_rates(now, last, item)]


def _count(now: Delivery, last: Delivery) -> Iterator[Finding]:
    if not FEWER * last.rows <= now.rows <= MORE * last.rows:
        said = str(last.rows)
        yield Finding(WHOLE_FILE, None, "W241", "warning", str(now.rows), said, said)


def _rates(now: Delivery, last: Delivery, item: CatalogueItem) -> Iterator[Finding]:
    if now.rows < ENOUGH:
        return
    for field in item.fields:
        before, after = last.rate(field.name), now.rate(field.name)
        if before - after >= EMPTIER:
            said = f"{before:.0%} → {after:.0%}"
            yield Finding(WHOLE_FILE, field.name, "W242", "warning", f"{after:.0%}", said, said)
