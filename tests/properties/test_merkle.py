"""The tree against the letter of RFC 6962, against pymerkle, and against forged proofs."""

from functools import cache
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree, verify_consistency

from mingjian.evidence import merkle
from mingjian.evidence.grow import TILE_HASHES, Edge

LEAVES = tuple(merkle.leaf_hash(str(number).encode()) for number in range(700))
SIZES = st.integers(0, len(LEAVES))
NODE = merkle.node_in(merkle.levels_of(b"".join(LEAVES)))


@cache
def naive(first: int, end: int) -> bytes:
    """MTH of RFC 6962 2.1, word by word."""
    if end - first == 0:
        return sha256(b"").digest()
    if end - first == 1:
        return LEAVES[first]
    k = 1
    while k * 2 < end - first:
        k *= 2
    return sha256(b"\x01" + naive(first, first + k) + naive(first + k, end)).digest()


@given(SIZES)
def test_the_root_is_that_of_the_rfc(size: int) -> None:
    assert merkle.root(size, NODE) == naive(0, size)
    parts = [NODE(*part) for part in merkle.complete_parts(size)]
    assert merkle.fold(parts) == naive(0, size)


@given(st.integers(1, 300), st.data())
def test_roots_and_proofs_agree_with_pymerkle(size: int, data: st.DataObject) -> None:
    other = InmemoryTree(algorithm="sha256")
    for number in range(size):
        other.append_entry(str(number).encode())
    old = data.draw(st.integers(1, size))
    index = data.draw(st.integers(0, size - 1))
    assert other.get_root() == merkle.root(size, NODE)
    assert _theirs(other.prove_inclusion(index + 1, size).serialize()) == {
        LEAVES[index],
        *merkle.inclusion(index, size, NODE),
    }
    proof = other.prove_consistency(old, size)
    verify_consistency(
        merkle.root(old, NODE), merkle.root(size, NODE), proof, prior_size=old, later_size=size
    )


def _theirs(proof: dict[str, object]) -> set[bytes]:
    path = proof["path"]
    assert isinstance(path, list)
    return {bytes.fromhex(step) for step in path}


@given(st.integers(1, 700), st.data())
def test_every_leaf_is_proved(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    path = merkle.inclusion(index, size, NODE)
    assert merkle.verify_inclusion(LEAVES[index], index, size, path, naive(0, size))


@given(SIZES, SIZES)
def test_every_prefix_is_proved(one: int, other: int) -> None:
    old, new = sorted((one, other))
    path = merkle.consistency(old, new, NODE)
    assert merkle.verify_consistency(old, new, naive(0, old), naive(0, new), path)


@given(st.integers(2, 700), st.data())
def test_a_proof_of_inclusion_holds_for_its_leaf_place_and_root_only(
    size: int, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(-1, size).filter(lambda place: place != index))
    path = merkle.inclusion(index, size, NODE)
    good, leaf = naive(0, size), LEAVES[index]
    assert not merkle.verify_inclusion(leaf, other, size, path, good)
    assert not merkle.verify_inclusion(LEAVES[index - 1], index, size, path, good)
    assert not merkle.verify_inclusion(leaf, index, size, path, naive(0, size - 1))
    assert not merkle.verify_inclusion(leaf, index, size, (*path, leaf), good)
    assert not merkle.verify_inclusion(leaf, index, size, path[1:], good)


@given(st.integers(2, 700), st.data())
def test_a_proof_of_consistency_holds_for_its_roots_only(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size - 1))
    path = merkle.consistency(old, size, NODE)
    before, after, false = naive(0, old), naive(0, size), sha256(b"forged").digest()
    place = data.draw(st.integers(0, len(path) - 1))
    forged = (*path[:place], false, *path[place + 1 :])
    for roots, steps in [
        ((false, after), path),
        ((before, false), path),
        ((before, after), forged),
        ((before, after), path[:-1]),
        ((before, after), (*path, false)),
        ((before, after), ()),
    ]:
        assert not merkle.verify_consistency(old, size, *roots, steps)


def test_the_ends_of_consistency() -> None:
    empty, one, two = naive(0, 0), naive(0, 1), naive(0, 2)
    assert merkle.verify_consistency(0, 2, empty, two, ())
    assert merkle.verify_consistency(2, 2, two, two, ())
    assert not merkle.verify_consistency(0, 2, one, two, ())
    assert not merkle.verify_consistency(2, 2, one, two, ())
    assert not merkle.verify_consistency(2, 1, two, one, ())
    assert not merkle.verify_consistency(2, 2, two, two, (one,))


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_a_leaf_outside_the_tree_has_no_proof(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="not in a tree"):
        merkle.inclusion(index, size, NODE)


@pytest.mark.parametrize(("old", "new"), [(-1, 3), (4, 3)])
def test_sizes_out_of_order_have_no_proof(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="prefix"):
        merkle.consistency(old, new, NODE)


def test_an_incomplete_subtree_is_not_a_node() -> None:
    node = merkle.node_in(merkle.levels_of(b"".join(LEAVES[:3])))
    with pytest.raises(LookupError, match="level 1"):
        node(1, 1)


def test_known_answers_of_the_certificate_transparency_project() -> None:
    leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]
    hashes = b"".join(merkle.leaf_hash(bytes.fromhex(leaf)) for leaf in leaves)
    node = merkle.node_in(merkle.levels_of(hashes))
    roots = {
        1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    }
    assert {size: merkle.root(size, node).hex() for size in roots} == roots


@given(st.lists(st.integers(0, 400), max_size=8))
def test_growing_in_any_steps_gives_the_same_tree(steps: list[int]) -> None:
    edge, taken = Edge(), 0
    kept: dict[int, bytes] = {}
    for step in steps:
        fresh = _many(taken, taken + step)
        for run in edge.add(fresh):
            assert run.start == len(kept.get(run.level, b"")) // merkle.HASH_BYTES
            kept[run.level] = kept.get(run.level, b"") + run.hashes
        taken += step
    levels = merkle.levels_of(_many(0, taken))
    assert edge.size == taken
    assert edge.root() == merkle.root(taken, merkle.node_in(levels))
    assert kept.get(8, b"") == (levels[8] if len(levels) > 8 else b"")


def test_growing_past_a_tile_of_tiles_keeps_level_16() -> None:
    edge = Edge()
    leaves = _many(0, TILE_HASHES**2 + 5)
    runs = edge.add(leaves[: 40 * merkle.HASH_BYTES]) + edge.add(leaves[40 * merkle.HASH_BYTES :])
    levels = merkle.levels_of(leaves)
    assert [(run.level, run.start, run.hashes) for run in runs] == [
        (8, 0, levels[8]),
        (16, 0, levels[16]),
    ]
    assert edge.root() == merkle.root(edge.size, merkle.node_in(levels))
    assert [len(tile) // merkle.HASH_BYTES for tile in edge.tiles] == [5, 0, 1]


def _many(first: int, end: int) -> bytes:
    return b"".join(sha256(number.to_bytes(4)).digest() for number in range(first, end))
