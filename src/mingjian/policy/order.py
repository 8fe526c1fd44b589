"""Order packs by locality: a pack is more local than every pack it extends."""

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

from mingjian.policy.problems import PacksDisagree
from mingjian.policy.schema import Pack


def by_locality(packs: Iterable[Pack]) -> tuple[Pack, ...]:
    """Return the packs, the most local first; of unrelated ones the one given later first.

    Raises:
        PacksDisagree: when an id repeats, a pack that is extended is missing, or in a circle.
    """
    given = tuple(packs)
    _refuse_repeated(given)
    depth = _depths({pack.id: pack for pack in given})
    place = {pack.id: (depth[pack.id], number) for number, pack in enumerate(given)}
    return tuple(sorted(given, key=lambda pack: place[pack.id], reverse=True))


def _refuse_repeated(packs: tuple[Pack, ...]) -> None:
    ids = [pack.id for pack in packs]
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise PacksDisagree(reason=f"{', '.join(twice)} ×2")


def _depths(packs: dict[str, Pack]) -> dict[str, int]:
    depth: dict[str, int] = {}
    for pack_id in _bases_first(packs):
        bases = packs[pack_id].extends
        lacking = [base for base in bases if base not in packs]
        if lacking:
            raise PacksDisagree(reason=f"{pack_id} → {', '.join(lacking)} ?")
        depth[pack_id] = 1 + max((depth[base] for base in bases), default=0)
    return depth


def _bases_first(packs: dict[str, Pack]) -> list[str]:
    graph = {pack_id: set(pack.extends) & packs.keys() for pack_id, pack in packs.items()}
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise PacksDisagree(reason=" → ".join(error.args[1])) from error
