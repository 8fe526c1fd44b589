"""The Merkle tree of RFC 6962: roots, proofs and their checks, as plain arithmetic on hashes.

The tree is given by a function `node(level, index)`: the hash over the 2**level leaves that begin
at leaf `index << level`. Only complete subtrees are ever asked for, so a stored node never changes.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from struct import iter_unpack

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()
LEAF, NODE = b"\x00", b"\x01"
"""What is hashed before a leaf and before two nodes: so neither passes for the other."""

NodeAt = Callable[[int, int], bytes]


def leaf_hash(data: bytes) -> bytes:
    """The hash of one leaf."""
    return sha256(LEAF + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node over two 32-byte hashes."""
    return sha256(NODE + left + right).digest()


def root(size: int, node: NodeAt) -> bytes:
    """The root over the first `size` leaves; over none it is the hash of nothing."""
    return _span(0, size, node) if size else EMPTY_ROOT


def inclusion(index: int, size: int, node: NodeAt) -> tuple[bytes, ...]:
    """The audit path of leaf `index` in the tree of `size` leaves, lowest sibling first.

    Raises:
        ValueError: the leaf is not in that tree.
    """
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    return tuple(_path(index, 0, size, node))


def consistency(old: int, new: int, node: NodeAt) -> tuple[bytes, ...]:
    """The proof that the tree of `old` leaves is a prefix of the tree of `new` leaves.

    Raises:
        ValueError: the sizes are not in order.
    """
    if not 0 <= old <= new:
        raise ValueError(f"{old} is not a prefix size of {new}")
    return tuple(_prefix(old, 0, new, node, known=True)) if old else ()


def verify_inclusion(
    leaf: bytes, index: int, size: int, path: Sequence[bytes], expected: bytes
) -> bool:
    """Whether `path` proves the leaf hash `leaf` at `index` under the root `expected`."""
    if not 0 <= index < size:
        return False
    inner = (index ^ (size - 1)).bit_length()
    if len(path) != inner + (index >> inner).bit_count():
        return False
    return _climb(leaf, index, path, inner) == expected


def verify_consistency(
    old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]
) -> bool:
    """Whether `path` proves that the tree under `new_root` begins with that under `old_root`."""
    if old in {0, new}:
        same = EMPTY_ROOT if old == 0 else new_root
        return not path and old_root == same
    return 0 < old < new and _grown(old, new, old_root, path) == (old_root, new_root)


def up(level: bytes) -> bytes:
    """The next level over a level of joined hashes; an odd last hash has no parent yet."""
    pairs = level[: len(level) // (2 * HASH_BYTES) * 2 * HASH_BYTES]
    return b"".join([sha256(NODE + pair).digest() for (pair,) in iter_unpack("64s", pairs)])


def fold(hashes: Iterable[bytes]) -> bytes:
    """The root over neighbouring subtrees given from the rightmost and smallest to the left."""
    parts = iter(hashes)
    total = next(parts, EMPTY_ROOT)
    for left in parts:
        total = node_hash(left, total)
    return total


def complete_parts(size: int) -> list[tuple[int, int]]:
    """The complete subtrees (level, index) that make up `size` leaves, rightmost first."""
    levels = [level for level in range(size.bit_length()) if size >> level & 1]
    return [(level, (size >> level) - 1) for level in levels]


def levels_of(leaves: bytes, raised: Callable[[bytes], bytes] = up) -> list[bytes]:
    """All levels of complete nodes over joined leaf hashes, the leaves first.

    `raised` makes the next level of one, as `up` does.
    """
    levels = [leaves]
    while len(levels[-1]) > HASH_BYTES:
        levels.append(raised(levels[-1]))
    return levels


def node_in(levels: Sequence[bytes]) -> NodeAt:
    """A node function over levels held in memory."""

    def node(level: int, index: int) -> bytes:
        found = levels[level][index * HASH_BYTES : (index + 1) * HASH_BYTES]
        if len(found) != HASH_BYTES:
            raise LookupError(f"no complete node {index} on level {level}")
        return found

    return node


def _split(size: int) -> int:
    """The largest power of two below `size`: where RFC 6962 divides a tree."""
    return 1 << (size - 1).bit_length() - 1


def _span(first: int, end: int, node: NodeAt) -> bytes:
    size = end - first
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return node(level, first >> level)
    middle = first + _split(size)
    return node_hash(_span(first, middle, node), _span(middle, end, node))


def _path(index: int, first: int, end: int, node: NodeAt) -> list[bytes]:
    if end - first == 1:
        return []
    middle = first + _split(end - first)
    if index < middle:
        return [*_path(index, first, middle, node), _span(middle, end, node)]
    return [*_path(index, middle, end, node), _span(first, middle, node)]


def _prefix(old_end: int, first: int, end: int, node: NodeAt, *, known: bool) -> list[bytes]:
    if old_end == end:
        return [] if known else [_span(first, end, node)]
    middle = first + _split(end - first)
    if old_end <= middle:
        below = _prefix(old_end, first, middle, node, known=known)
        return [*below, _span(middle, end, node)]
    below = _prefix(old_end, middle, end, node, known=False)
    return [*below, _span(first, middle, node)]


def _climb(leaf: bytes, index: int, path: Sequence[bytes], inner: int) -> bytes:
    """Up along the path: below `inner` the index tells the side, above every sibling is left."""
    total = leaf
    for level, sibling in enumerate(path):
        on_right = level >= inner or index >> level & 1
        total = node_hash(sibling, total) if on_right else node_hash(total, sibling)
    return total


def _grown(
    old: int, new: int, old_root: bytes, path: Sequence[bytes]
) -> tuple[bytes, bytes] | None:
    """Both roots as the path gives them; None when it has the wrong length."""
    last_old, last_new = old - 1, new - 1
    skipped = (~last_old & (last_old + 1)).bit_length() - 1
    last_old, last_new = last_old >> skipped, last_new >> skipped
    rest = list(path) if old & (old - 1) else [old_root, *path]
    if not rest:
        return None
    return _both(last_old, last_new, rest)


def _both(last_old: int, last_new: int, path: list[bytes]) -> tuple[bytes, bytes] | None:
    """RFC 9162 2.1.4.2: walk up from the last node the two trees share."""
    old_total = new_total = path[0]
    for sibling in path[1:]:
        if last_new == 0:
            return None
        if last_old & 1 or last_old == last_new:
            old_total, new_total = node_hash(sibling, old_total), node_hash(sibling, new_total)
            while not last_old & 1 and last_old:
                last_old, last_new = last_old >> 1, last_new >> 1
        else:
            new_total = node_hash(new_total, sibling)
        last_old, last_new = last_old >> 1, last_new >> 1
    return (old_total, new_total) if last_new == 0 else None
