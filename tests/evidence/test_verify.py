import psycopg
import pytest

from evidence.logs import cheating, sealed, some
from mingjian.evidence.append import append_many
from mingjian.evidence.faults import FAULTS, Fault, VerifyReport
from mingjian.evidence.session import own_session
from mingjian.evidence.verify import verify_log


@pytest.mark.usefixtures("committed_db")
def test_an_empty_log_is_sound() -> None:
    report = verify_log()
    assert report.sound
    assert (report.entries, report.seals, report.waiting) == (0, 0, 0)


@pytest.mark.usefixtures("committed_db")
def test_entries_that_wait_are_counted_and_are_no_fault() -> None:
    sealed(5)
    append_many(some(3))
    report = verify_log()
    assert report.sound
    assert (report.entries, report.seals, report.waiting) == (5, 1, 3)


@pytest.mark.usefixtures("committed_db")
@pytest.mark.parametrize("counts", [(1,), (256,), (255, 1, 1), (512, 100), (100, 669)])
def test_blocks_and_the_tree_above_them_fit_at_every_size(counts: tuple[int, ...]) -> None:
    sealed(*counts)
    report = verify_log(block_levels=8)
    assert report.sound
    assert (report.entries, report.seals) == (sum(counts), len(counts))


def test_several_processes_find_the_same(owner: psycopg.Connection) -> None:
    sealed(300, 400)
    with cheating(owner):
        owner.execute("UPDATE evidence_entry SET body = '{}' WHERE id % 100 = 0")
    alone, together = (verify_log(processes=n, block_levels=8) for n in (1, 2))
    assert {fault.kind for fault in alone.faults} == {"entry_changed"}
    assert len(alone.faults) == 7
    assert together.faults == alone.faults


@pytest.mark.usefixtures("committed_db")
def test_an_entry_whose_number_lies_far_off_is_no_fault() -> None:
    """A block whose numbers are spread wide is read by its places, not by a range of numbers."""
    with own_session() as slow, slow.transaction():
        slow.execute("SELECT evidence_append('check.asked', 'client:1', NULL, '{}')")
        sealed(2000)
    assert verify_log(block_levels=8).sound
    sealed(1)
    report = verify_log(block_levels=8)
    assert report.sound
    assert report.entries == 2002


def test_the_nodes_above_the_blocks_are_checked(owner: psycopg.Connection) -> None:
    sealed(65_536 + 10)
    assert verify_log(block_levels=8).sound
    with cheating(owner):
        owner.execute("UPDATE evidence_node SET hash = sha256('x') WHERE level = 16")
    for block_levels in (8, 16):
        faults = verify_log(block_levels=block_levels).faults
        assert [(fault.kind, fault.position) for fault in faults] == [("node_changed", 0)]


def test_the_report_is_told_in_both_languages() -> None:
    fault = Fault("tail_cut", 9, "witness saw 12")
    report = VerifyReport(9, 2, 0, 12, 0.5, (fault,))
    assert not report.sound
    document = report.document()
    assert document["sound"] is False
    assert document["faults"] == [
        {
            "kind": "tail_cut",
            "position": 9,
            "detail": "witness saw 12",
            "zh": FAULTS["tail_cut"][0],
            "en": FAULTS["tail_cut"][1],
        }
    ]
