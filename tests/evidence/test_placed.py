import psycopg
import pytest

from evidence.logs import some
from mingjian.evidence.append import append_many
from mingjian.evidence.leaf import COLUMNS
from mingjian.evidence.merkle import leaf_hash
from mingjian.evidence.placed import hashed
from mingjian.evidence.session import own_session
from mingjian.evidence.wire import leaves

pytestmark = pytest.mark.usefixtures("committed_db")


def query(rest: str) -> bytes:
    found = f"COPY (SELECT {COLUMNS} FROM evidence_entry e {rest}) TO STDOUT (FORMAT BINARY)"  # noqa: S608 - fixed texts
    return found.encode()


@pytest.mark.parametrize("rest", ["ORDER BY id", "ORDER BY id DESC", "WHERE false"])
def test_hashes_and_numbers_are_those_of_the_leaves_in_their_order(rest: str) -> None:
    numbers = append_many(some(3000))
    expected = {"ORDER BY id": numbers, "ORDER BY id DESC": numbers[::-1]}.get(rest, [])
    with own_session() as session:
        hashes, found = hashed(session, query(rest))
        assert hashes == b"".join(map(leaf_hash, leaves(session, query(rest))))
    assert found == b"".join(number.to_bytes(8) for number in expected)


def test_what_breaks_off_is_no_short_block() -> None:
    append_many(some(20))
    with own_session() as session, pytest.raises(psycopg.errors.DivisionByZero):
        hashed(session, query("WHERE 1 / (10 - id) < 5 ORDER BY id"))
