"""How often each result came in a batch, by different code."""

from collections import Counter
from dataclasses import dataclass

from mingjian.checks.batch.results import Kind, read
from mingjian.checks.batch.view import BatchView
from mingjian.checks.models import Part


@dataclass(frozen=True, slots=True)
class Counts:
    """Different codes by what came of them; `disputed` counts across the kinds."""

    kinds: Counter[Kind]
    disputed: int


def counts(batch: BatchView) -> Counts:
    """Count the answers that there are: of a batch that was cancelled, those before the stop."""
    kinds, disputed = Counter[Kind](), 0
    for part in Part.objects.filter(batch=batch.id).values_list("results", flat=True).iterator(1):
        for one in read(part):
            kinds[one.kind] += 1
            disputed += one.disputed
    return Counts(kinds, disputed)
