"""Where the nodes of a drawing stand: layers by the longest way, columns by those above."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from graphlib import TopologicalSorter

Arrow = tuple[str, str]


def layers(nodes: Sequence[str], arrows: Iterable[Arrow]) -> dict[str, int]:
    """Return the layer of each node: one more than the lowest of those before it.

    Arrows that close a circle, seen from the nodes in their order, do not count; a node that
    nothing leads to stands in layer 0.
    """
    before: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in _without_circles(nodes, arrows):
        before[target].append(source)
    layer: dict[str, int] = {}
    for node in TopologicalSorter(before).static_order():
        layer[node] = 1 + max((layer[one] for one in before[node]), default=-1)
    return layer


def columns(layer: Mapping[str, int], arrows: Iterable[Arrow]) -> dict[str, int]:
    """Return the column of each node in its layer, near the columns of those above it."""
    above: dict[str, list[str]] = defaultdict(list)
    for source, target in arrows:
        if layer[source] < layer[target]:
            above[target].append(source)
    column: dict[str, int] = {}
    for depth in sorted(set(layer.values())):
        row = [node for node in layer if layer[node] == depth]
        row.sort(key=lambda node: (_mean([column[one] for one in above[node]]), node))
        column |= {node: place for place, node in enumerate(row)}
    return column


def _mean(places: Sequence[int]) -> float:
    return sum(places) / len(places) if places else 0.0


def _without_circles(nodes: Sequence[str], arrows: Iterable[Arrow]) -> list[Arrow]:
    """Drop the arrows that a walk through the nodes, in depth, finds leading back onto its way."""
    following: dict[str, list[str]] = defaultdict(list)
    for source, target in arrows:
        following[source].append(target)
    kept: list[Arrow] = []
    done: set[str] = set()
    for node in nodes:
        _walk(node, following, [], done, kept)
    return kept


def _walk(
    node: str,
    following: Mapping[str, list[str]],
    way: list[str],
    done: set[str],
    kept: list[Arrow],
) -> None:
    if node in done:
        return
    way.append(node)
    for target in following.get(node, []):
        if target not in way:
            kept.append((node, target))
            _walk(target, following, way, done, kept)
    done.add(way.pop())
