"""How often each result came in a batch, by different code: counted when a part is answered."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from mingjian.checks.batch.results import Result
from mingjian.checks.batch.view import BatchView
from mingjian.checks.models import Part

DISPUTED: Final = "disputed"
"""Counts across the kinds."""


def counted(results: Iterable[Result]) -> Counter[str]:
    """The results by kind, and those with a dispute or an open question."""
    counts = Counter[str]()
    for one in results:
        counts[one.kind] += 1
        counts[DISPUTED] += one.disputed
    return counts


def counts(batch: BatchView) -> Counter[str]:
    """Of the answers that there are so far; of a batch that was cancelled, before the stop."""
    parts = Part.objects.filter(batch=batch.id).values_list("counts", flat=True)
    return sum(map(Counter[str], parts), Counter[str]())
