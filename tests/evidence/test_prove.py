import pytest
from django.db import connection

from evidence.logs import sealed, some
from mingjian.evidence import merkle
from mingjian.evidence.append import append_many
from mingjian.evidence.checkpoint import parse_signed
from mingjian.evidence.keys import verify_key
from mingjian.evidence.problems import NoSuchEntry, NoSuchTree, NotSealedYet
from mingjian.evidence.prove import checkpoint, consistency, inclusion
from mingjian.evidence.read import entries
from mingjian.evidence.tiles import Tiles, stored

pytestmark = pytest.mark.usefixtures("committed_db")


def test_every_entry_is_proved_under_the_signed_checkpoint() -> None:
    numbers = sealed(3, 254, 260)
    for position in (0, 1, 2, 3, 255, 256, 257, 511, 512, 516):
        proof = inclusion(numbers[position])
        assert proof.position == position
        assert proof.entry.id == numbers[position]
        assert proof.checkpoint.signed_by(verify_key())
        assert proof.holds()


def test_a_proof_does_not_hold_for_another_entry() -> None:
    numbers = sealed(20)
    one, other = inclusion(numbers[4]), inclusion(numbers[5])
    forged = type(one)(other.entry, one.position, one.path, one.checkpoint)
    assert not forged.holds()


def test_older_checkpoints_are_prefixes() -> None:
    heads = []
    for count in (1, 255, 1, 300):
        sealed(count)
        heads.append(checkpoint().checkpoint)
    for old in heads:
        for new in heads:
            if old.size <= new.size:
                path = consistency(old.size, new.size).path
                assert merkle.verify_consistency(old.size, new.size, old.root, new.root, path)


def test_the_document_of_a_proof_can_be_read_elsewhere() -> None:
    number = sealed(5)[2]
    document = inclusion(number).document()
    entry = document["entry"]
    assert isinstance(entry, dict)
    assert entry["id"] == number
    assert entry["at"].endswith("Z")
    assert entry["body"] == '{"case":"镇审〔2026〕2号","n":2}'
    assert parse_signed(str(document["checkpoint"])).checkpoint.size == 5
    assert consistency(2, 5).document()["old"] == 2


def test_what_is_not_sealed_yet_is_said() -> None:
    numbers = append_many(some(1))
    with pytest.raises(NotSealedYet):
        checkpoint()
    with pytest.raises(NotSealedYet):
        inclusion(numbers[0])
    sealed(1)
    late = append_many(some(1))
    with pytest.raises(NotSealedYet) as told:
        inclusion(late[0])
    assert told.value.status == 409


@pytest.mark.parametrize("number", [-1, 0, 10**6, 2**63])
def test_there_is_no_such_entry(number: int) -> None:
    sealed(1)
    with pytest.raises(NoSuchEntry) as told:
        inclusion(number)
    assert told.value.status == 404


@pytest.mark.parametrize(("old", "new"), [(3, 2), (0, 6), (-1, 2), (6, 6)])
def test_there_is_no_such_tree(old: int, new: int) -> None:
    sealed(5)
    with pytest.raises(NoSuchTree) as told:
        consistency(old, new)
    assert "5" in told.value.sentence("en")


def test_stored_nodes_are_computed_at_every_level() -> None:
    sealed(600)
    with connection.cursor() as cursor:
        levels = merkle.levels_of(stored(cursor, 0, 0, 600))
        tiles, expected = Tiles(cursor, 600), merkle.node_in(levels)
        for level in range(10):
            for index in range(600 >> level):
                assert tiles.node(level, index) == expected(level, index)
        with pytest.raises(LookupError, match="lacks node 600"):
            tiles.node(0, 600)
        with pytest.raises(LookupError, match="lacks node 1 of level 9"):
            tiles.node(9, 1)


def test_a_sealed_entry_shows_its_place() -> None:
    numbers = sealed(3)
    assert [(one.id, one.position, one.sealed) for one in entries()] == [
        (number, place, True) for place, number in reversed(list(enumerate(numbers)))
    ]
