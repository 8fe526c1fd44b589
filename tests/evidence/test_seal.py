import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import pairwise

import psycopg
import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence.logs import cheating, sealed, some
from mingjian.evidence import seal as seal_module
from mingjian.evidence.append import append, append_many
from mingjian.evidence.checkpoint import parse_signed
from mingjian.evidence.fresh import is_fresh
from mingjian.evidence.keys import verify_key
from mingjian.evidence.pending import count, last_seal
from mingjian.evidence.problems import LogDamaged
from mingjian.evidence.prove import inclusion
from mingjian.evidence.read import entry
from mingjian.evidence.seal import run_sealer, seal, seal_once
from mingjian.evidence.session import own_session
from mingjian.evidence.verify import verify_log

APPEND = "SELECT evidence_append('check.asked', 'client:1', NULL, '{}')"


def appended(session: psycopg.Connection) -> int:
    row = session.execute(APPEND).fetchone()
    assert row is not None
    return int(row[0])


def placed() -> list[int]:
    """Entry numbers in the order of their positions, which have no gap."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT position, entry_id FROM evidence_position ORDER BY position")
        found = cursor.fetchall()
    assert [position for position, _ in found] == list(range(len(found)))
    return [entry_id for _, entry_id in found]


@pytest.mark.usefixtures("committed_db")
def test_an_empty_log_is_not_sealed_but_the_sealer_passed() -> None:
    assert not is_fresh()
    assert seal_once() is None
    assert is_fresh()


@pytest.mark.usefixtures("committed_db")
def test_a_seal_places_every_entry_once_and_signs() -> None:
    numbers = append_many(some(300))
    done = seal_once()
    assert done is not None
    assert (done.size, done.added) == (300, 300)
    assert placed() == numbers
    assert entry(numbers[0]).position == 0
    assert done.checkpoint.signed_by(verify_key())
    assert parse_signed(str(done.checkpoint)) == done.checkpoint
    assert seal_once() is None


@pytest.mark.usefixtures("committed_db")
def test_entries_of_an_open_transaction_wait_and_are_never_skipped() -> None:
    with own_session() as slow, own_session() as quick:
        with slow.transaction():
            late = appended(slow)
            early = appended(quick)
            assert early > late
            first = seal_once()
            assert first is not None
            assert placed() == [early]
            appended(slow)
        second = seal_once()
    assert second is not None
    assert (second.size, second.added) == (3, 2)
    assert placed() == [early, late, late + 2]
    assert verify_log().sound


@pytest.mark.usefixtures("committed_db")
def test_rolled_back_entries_leave_no_trace_in_the_tree() -> None:
    with own_session() as session:
        with session.transaction(force_rollback=True):
            appended(session)
        kept = appended(session)
        with session.transaction():
            with session.transaction(force_rollback=True):  # a savepoint
                appended(session)
            also = appended(session)
    assert seal_once() is not None
    assert placed() == [kept, also]
    assert verify_log().sound


@given(data=st.data())
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@pytest.mark.usefixtures("committed_db")
def test_any_interleaving_of_transactions_and_seals_places_each_entry_once(
    data: st.DataObject,
) -> None:
    steps = data.draw(st.lists(st.tuples(st.integers(0, 2), st.sampled_from("aaacrs"))))
    before, kept = len(placed()), list[int]()
    open_entries: list[list[int]] = [[], [], []]
    with ExitStack() as stack:
        counting, *sessions = [stack.enter_context(own_session()) for _ in range(4)]
        for session in sessions:
            session.autocommit = False
        for step in [*steps, (0, "c"), (1, "c"), (2, "c"), (0, "s")]:
            _act(*step, sessions, open_entries, kept)
        assert count(counting, last_seal(counting)) == 0
    assert sorted(placed()[before:]) == sorted(kept)


def _act(
    which: int,
    action: str,
    sessions: list[psycopg.Connection],
    open_entries: list[list[int]],
    kept: list[int],
) -> None:
    if action == "a":
        open_entries[which].append(appended(sessions[which]))
    elif action == "c":
        sessions[which].commit()
        kept += open_entries[which]
        open_entries[which] = []
    elif action == "r":
        sessions[which].rollback()
        open_entries[which] = []
    else:
        seal_once()


@pytest.mark.usefixtures("committed_db")
def test_two_sealers_never_work_at_once() -> None:
    append("check.asked", actor="client:1", body={})
    with own_session() as other:
        other.execute("SELECT pg_advisory_lock(%s)", [seal_module._LOCK])
        assert seal_once() is None
        assert placed() == []
    assert seal_once() is not None


@pytest.mark.usefixtures("committed_db")
def test_writers_and_sealers_at_once_lose_nothing() -> None:
    def write(_: int) -> list[int]:
        with own_session() as session:
            numbers = []
            for step in range(40):
                with session.transaction(force_rollback=step % 5 == 4):
                    numbers.append(appended(session))
            return [number for step, number in enumerate(numbers) if step % 5 != 4]

    stop = threading.Event()
    with ThreadPoolExecutor(6) as pool:
        sealers = [pool.submit(run_sealer, stop, 0.001) for _ in range(2)]
        kept = [number for numbers in pool.map(write, range(4)) for number in numbers]
        stop.set()
        for sealer in sealers:
            sealer.result()
    seal_once()
    assert sorted(placed()) == sorted(kept)
    assert verify_log().sound


@pytest.mark.usefixtures("committed_db")
def test_a_sealer_killed_in_the_middle_leaves_nothing_half_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    numbers = append_many(some(500))

    def killed(session: psycopg.Connection, *_: object) -> None:
        with own_session() as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", [session.info.backend_pid])

    monkeypatch.setattr(seal_module, "_sign", killed)
    with pytest.raises(psycopg.Error):
        seal_once()
    monkeypatch.undo()
    assert placed() == []
    assert not is_fresh()
    done = seal_once()
    assert done is not None
    assert placed() == numbers
    assert verify_log().sound


@pytest.mark.usefixtures("committed_db")
def test_more_than_a_chunk_is_one_seal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingjian.evidence.pending.CHUNK", 100)
    numbers = append_many(some(1000))
    done = seal_once()
    assert done is not None
    assert (done.size, done.added) == (1000, 1000)
    assert placed() == numbers
    append_many(some(50))
    assert seal_once() is not None
    assert verify_log(block_levels=8).sound


@pytest.mark.usefixtures("committed_db")
def test_seals_grow_and_each_root_is_that_of_its_size() -> None:
    sealed(1, 255, 1, 300, 7)
    with connection.cursor() as cursor:
        cursor.execute("SELECT size, at FROM evidence_seal ORDER BY size")
        found = cursor.fetchall()
    assert [size for size, _ in found] == [1, 256, 257, 557, 564]
    assert all(earlier < later for (_, earlier), (_, later) in pairwise(found))


def test_after_a_restore_elsewhere_nothing_is_skipped_or_placed_twice(
    owner: psycopg.Connection,
) -> None:
    """In a new cluster transaction numbers begin low: old rows look like the far future."""
    sealed(20)
    waiting = append_many(some(3))
    with cheating(owner):
        owner.execute(
            "UPDATE evidence_entry SET xid = (xid::text::bigint + 1000000000)::text::xid8"
        )
        owner.execute("UPDATE evidence_seal SET cluster = cluster + 1, snapshot = '9000:9000:'")
    first = seal_once()
    assert first is not None
    assert (first.size, first.added) == (23, 3)
    fresh = append_many(some(2))
    second = seal_once()
    assert second is not None
    assert second.added == 2
    assert placed()[20:] == [*waiting, *fresh]
    assert seal_once() is None


def test_after_going_back_in_time_the_snapshot_of_the_future_is_not_believed(
    owner: psycopg.Connection,
) -> None:
    sealed(5)
    with cheating(owner):
        owner.execute("UPDATE evidence_seal SET snapshot = '900000000:900000000:'")
    append_many(some(2))
    done = seal_once()
    assert done is not None
    assert (done.size, done.added) == (7, 2)


@pytest.mark.parametrize("size", [20, 300])
def test_a_damaged_edge_stops_the_sealing(owner: psycopg.Connection, size: int) -> None:
    sealed(size)
    with cheating(owner):
        owner.execute(
            "UPDATE evidence_position SET leaf = sha256('x') WHERE position = %s", [size - 1]
        )
    append_many(some(1))
    with pytest.raises(LogDamaged) as told:
        seal_once()
    assert str(size) in told.value.sentence("zh")
    assert len(placed()) == size


@pytest.mark.usefixtures("committed_db")
def test_the_sealer_runs_until_it_is_told_to_stop() -> None:
    append_many(some(3))
    stop = threading.Event()
    worker = threading.Thread(target=run_sealer, args=(stop, 0.01))
    worker.start()
    deadline = time.monotonic() + 10
    while not placed() and time.monotonic() < deadline:
        time.sleep(0.01)
    stop.set()
    worker.join(10)
    assert not worker.is_alive()
    assert len(placed()) == 3


@pytest.mark.usefixtures("committed_db")
def test_a_proof_follows_each_seal() -> None:
    numbers = sealed(10, 10)
    with own_session() as session:
        append_many(some(5))
        seal(session)
    for number in numbers:
        assert inclusion(number).holds()
