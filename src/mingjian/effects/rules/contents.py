"""What a penalty consists of, as far as it is known: every reading that the facts allow."""

from collections.abc import Iterator
from typing import Final

from mingjian.effects.rules.penalty import Penalty
from mingjian.policy.schema import RepairRules
from mingjian.policy.schema.penalty import SIZES, PenaltyKind
from mingjian.policy.schema.repair_parts import Content, FineSize

SIMPLE: Final = "simple_procedure"
# 行政处罚法 51: warnings, and fines up to 3,000 yuan on an organisation.
SIMPLE_KINDS = frozenset({PenaltyKind.WARNING, PenaltyKind.FINE, PenaltyKind.SMALL_FINE})
SIMPLE_YUAN = 3000


def readings(penalty: Penalty, rules: RepairRules) -> tuple[frozenset[Content], ...]:
    """Return what the penalty may consist of: one reading where all that matters is known.

    None at all where the facts contradict each other: what goes beyond 行政处罚法 51 was not
    imposed by simple procedure.
    """
    possible: list[frozenset[Content]] = []
    if penalty.procedure != "ordinary" and _fits_simple(penalty):
        possible.append(frozenset({SIMPLE}))
    if penalty.procedure != "simple":
        possible += _sized(penalty, rules)
    return tuple(possible)


def _fits_simple(penalty: Penalty) -> bool:
    small = penalty.fine_yuan is None or penalty.fine_yuan <= SIMPLE_YUAN
    return small and penalty.kinds <= SIMPLE_KINDS


def _sized(penalty: Penalty, rules: RepairRules) -> Iterator[frozenset[Content]]:
    """Yield the kinds with each size their fine may have, where the rules tell sizes apart."""
    if PenaltyKind.FINE not in penalty.kinds or not _tells_sizes(rules):
        yield frozenset(penalty.kinds)
        return
    rest: frozenset[Content] = frozenset(penalty.kinds - {PenaltyKind.FINE})
    for size in _sizes(penalty, rules):
        yield rest | {size}


def _tells_sizes(rules: RepairRules) -> bool:
    return any(one.holds(size) for one in rules.classes for size in SIZES)


def _sizes(penalty: Penalty, rules: RepairRules) -> tuple[PenaltyKind, ...]:
    """The sizes the tables of the industry's department leave open; all of them without a table."""
    found = tuple(one.size for one in rules.fine_sizes if _fits(one, penalty))
    return found or SIZES


def _fits(size: FineSize, penalty: Penalty) -> bool:
    if penalty.fine_yuan is None or size.mark == "recalled":
        return False
    of_field = not size.fields or penalty.field in size.fields
    below = size.below_yuan is None or penalty.fine_yuan < size.below_yuan
    return of_field and size.from_yuan <= penalty.fine_yuan and below
