import pytest

from evidence.logs import some
from mingjian.evidence.append import append, append_many
from mingjian.evidence.problems import NoSuchEntry
from mingjian.evidence.read import LARGEST_PAGE, entries, entry

pytestmark = pytest.mark.django_db


def test_entries_come_newest_first_in_pages() -> None:
    numbers = append_many(some(25))
    first = entries(limit=10)
    second = entries(limit=10, before=first[-1].id)
    third = entries(limit=10, before=second[-1].id)
    assert [one.id for one in (*first, *second, *third)] == numbers[::-1]
    assert entries(before=numbers[0]) == []


def test_entries_are_found_by_subject_kind_and_actor() -> None:
    append_many(some(20))
    mine = append("check.asked", actor="client:3", body={}, subject_id=777)
    append("records.posted", actor="client:3", body={}, subject_id=777)
    assert [one.id for one in entries(777, kind="check.asked")] == [mine]
    assert len(entries(777)) == 2
    assert {one.kind for one in entries(kind="records.posted")} == {"records.posted"}
    assert {one.actor for one in entries(actor="client:2")} == {"client:2"}
    assert entries(777, actor="client:2") == []


def test_a_page_has_an_end() -> None:
    append_many(some(LARGEST_PAGE + 5))
    assert len(entries(limit=10**9)) == LARGEST_PAGE
    assert entries(limit=0) == entries(limit=-3) == []


@pytest.mark.parametrize("number", [0, -7, 2**62, 2**64])
def test_there_is_no_such_entry(number: int) -> None:
    with pytest.raises(NoSuchEntry):
        entry(number)
