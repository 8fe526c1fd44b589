import hashlib
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction

from ledger.deliveries import ITEM, OPEN, handed_over, moment, number, posting, row
from mingjian.evidence.read import entries
from mingjian.kernel.period import Period
from mingjian.ledger.correct import correct
from mingjian.ledger.post import Incoming, LookedUp, Outcome, Posting, post, post_from
from mingjian.ledger.postings import postings
from mingjian.ledger.problems import OutOfOrder, RepeatedRecord
from mingjian.ledger.read import as_of, history
from mingjian.ledger.withdraw import withdraw

pytestmark = pytest.mark.django_db


def send(
    folder: Path,
    rows: list[Incoming],
    how: Posting,
    seen: list[int] | None = None,
    looked_up: LookedUp | None = None,
) -> Outcome:
    told: list[int] = [] if seen is None else seen
    with transaction.atomic(), connection.cursor() as cursor, handed_over(folder, rows) as engine:
        engine.execute("CREATE TABLE known (record_id VARCHAR)")
        engine.execute("INSERT INTO known VALUES ($id)", {"id": number("甲").hex})
        return post_from(cursor, engine, how, told.append, looked_up)


def test_a_row_becomes_a_version_with_its_source() -> None:
    assert post([row("甲")], posting(submission_id=3)) == Outcome(new=1)
    (version,) = as_of(number("甲"))
    assert (version.item, version.unit_id, version.submission_id) == (ITEM, "qu-fgj", 3)
    assert (version.row_no, version.edition_id) == (1, "national@000000000000")
    assert (version.seq, version.act, version.valid) == (1, "posted", OPEN)
    assert (version.known_from, version.known_until) == (moment(0), None)


def test_the_content_keeps_its_order_and_loses_its_empties() -> None:
    post([row("甲")], posting())
    (version,) = as_of(number("甲"))
    assert list(version.payload.items()) == [("CF_WSH", "甲"), ("CF_NR", "罚款")]
    text = '{"CF_WSH":"甲","CF_NR":"罚款"}'
    assert version.digest == hashlib.sha256(text.encode()).hexdigest()


def test_a_file_and_single_rows_are_posted_alike(tmp_path: Path) -> None:
    rows = [row(key, row_no=at) for at, key in enumerate("甲乙丙", start=4)]
    assert send(tmp_path, rows, posting()) == Outcome(new=3)
    by_file = [as_of(number(key))[0] for key in "甲乙丙"]
    assert post(rows, posting(1, submission_id=2)) == Outcome(unchanged=3)
    assert [version.row_no for version in by_file] == [4, 5, 6]


def looked_up_now() -> LookedUp:
    with connection.cursor() as cursor:
        return LookedUp(postings(cursor, ITEM), "known")


def test_what_was_looked_up_is_not_looked_up_again_until_something_is_posted(
    tmp_path: Path,
) -> None:
    post([row("甲")], posting())
    seen = looked_up_now()
    again = [row("甲", text="警告"), row("乙", row_no=2)]
    assert send(tmp_path, again, posting(1), looked_up=seen) == Outcome(new=1, changed=1)
    # 乙 is known since: what was seen before says nothing of it.
    assert send(tmp_path, again, posting(2), looked_up=seen) == Outcome(unchanged=2)
    # A look that passed over 乙 is believed, and refused by the database's key: nothing is twice.
    with pytest.raises(psycopg.errors.UniqueViolation), transaction.atomic():
        send(tmp_path, again, posting(3), looked_up=looked_up_now())
    assert send(tmp_path, again, posting(3)) == Outcome(unchanged=2)


def test_postings_are_counted_by_item_and_only_when_they_stand() -> None:
    counted = looked_up_now().postings
    post([row("甲")], posting())
    post([row("甲")], posting(1))
    with pytest.raises(RepeatedRecord):
        post([row("乙"), row("乙")], posting(2))
    post([row("丙")], replace(posting(3), item="licence"))
    assert looked_up_now().postings == counted + 2


def test_a_ledger_from_before_the_count_is_no_empty_one() -> None:
    post([row("甲")], posting())
    posted_before = import_module("mingjian.ledger.migrations.0003_postings").POSTED_BEFORE
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_itempostings")
        cursor.execute(posted_before)
        assert postings(cursor, ITEM) == 1
        assert postings(cursor, "never-posted") == 0


def test_sending_again_changes_only_what_changed(tmp_path: Path) -> None:
    send(tmp_path, [row("甲"), row("乙", row_no=2)], posting())
    again = [row("甲"), row("乙", text="警告", row_no=2), row("丙", row_no=3)]
    assert send(tmp_path, again, posting(1, submission_id=2)) == Outcome(1, 1, 1)
    assert [version.submission_id for version in as_of(number("甲"))] == [1]
    found = history(number("乙"))
    assert found is not None
    old, new = found.versions
    assert (old.known_until, new.known_from, new.seq) == (moment(1), moment(1), 2)
    assert [version.payload["CF_NR"] for version in (old, new)] == ["罚款", "警告"]


@pytest.mark.parametrize(
    "other", [row("甲", valid=Period(date(2025, 1, 1), None)), row("甲", subject_id=8)]
)
def test_another_period_or_subject_is_a_change(other: Incoming) -> None:
    post([row("甲")], posting())
    assert post([other], posting(1)) == Outcome(changed=1)
    (version,) = as_of(number("甲"))
    assert (version.valid, version.subject_id) == (other.valid, other.subject_id)


def test_the_same_row_does_not_undo_a_correction() -> None:
    post([row("甲")], posting())
    correct(number("甲"), {"CF_NR": "警告"}, OPEN, reason="更正", actor="user:2", at=moment(1))
    assert post([row("甲")], posting(2)) == Outcome(unchanged=1)
    assert as_of(number("甲"))[0].payload == {"CF_NR": "警告"}


def test_a_delivery_does_not_bring_back_what_was_withdrawn() -> None:
    post([row("甲")], posting())
    withdraw(number("甲"), reason="撤销", basis="示例判决", actor="user:2", at=moment(1))
    assert post([row("甲")], posting(2)) == Outcome(unchanged=1, withdrawn=1)
    assert post([row("甲", text="警告")], posting(3)) == Outcome(unchanged=1, withdrawn=1)
    assert as_of(number("甲")) == []


def test_a_person_may_bring_it_back() -> None:
    post([row("甲")], posting())
    withdraw(number("甲"), reason="误撤", basis="示例申请", actor="user:2", at=moment(1))
    assert post([row("甲")], posting(2, reopen=True)) == Outcome(changed=1)
    assert [version.seq for version in as_of(number("甲"))] == [2]


def test_one_record_twice_in_a_posting_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RepeatedRecord) as caught:
        send(tmp_path, [row("甲", row_no=3), row("甲", text="警告", row_no=9)], posting())
    assert caught.value.facts == {"count": 1, "first": 3, "second": 9}
    assert as_of(number("甲")) == []


@pytest.mark.parametrize("hours", [0, -1])
def test_what_we_knew_is_not_told_backwards(hours: int) -> None:
    post([row("甲")], posting(0))
    with pytest.raises(OutOfOrder):
        post([row("甲", text="警告")], posting(hours, submission_id=2))


def test_progress_counts_the_rows_written(tmp_path: Path) -> None:
    seen: list[int] = []
    rows = [row(f"第{n}号", row_no=n) for n in range(1, 1001)]
    send(tmp_path, rows, posting(), seen)
    assert seen
    assert seen[-1] == 1000
    assert seen == sorted(seen)


def test_an_empty_posting_says_nothing() -> None:
    assert post([], posting()) == Outcome()
    assert entries(kind="records.posted") == []


def test_the_log_vouches_chunk_by_chunk(tmp_path: Path) -> None:
    rows = [row(f"第{n}号", row_no=n) for n in range(1, 601)]
    send(tmp_path, rows, posting(submission_id=5))
    told = [entry.body for entry in reversed(entries(kind="records.posted"))]
    assert [(body["chunk"], body["count"], body["chunks"]) for body in told] == [
        (0, 255, 3),
        (1, 256, 3),
        (2, 89, 3),
    ]
    assert {(body["submission"], body["item"]) for body in told} == {(5, ITEM)}


def test_a_chunk_is_digested_in_the_order_of_its_rows() -> None:
    rows = [row("甲", row_no=2), row("乙", row_no=1)]
    post(rows, posting())
    first, second = (as_of(number(key))[0].digest for key in "乙甲")
    expected = hashlib.sha256(bytes.fromhex(first) + bytes.fromhex(second)).hexdigest()
    assert entries(kind="records.posted")[0].body["digest"] == expected


def test_nothing_is_half_posted(tmp_path: Path) -> None:
    class Stop(Exception):  # noqa: N818 - a test's own
        pass

    def stop(_done: int) -> None:
        raise Stop

    given = handed_over(tmp_path, [row("甲")])
    with (
        pytest.raises(Stop),
        transaction.atomic(),
        connection.cursor() as cursor,
        given as engine,
    ):
        post_from(cursor, engine, posting(), stop)
    assert as_of(number("甲")) == []
    assert entries(kind="records.posted") == []


def test_text_of_every_kind_survives(tmp_path: Path) -> None:
    awkward = 'a"b\\c\n\\.\n\t,;\u2028𠮷€'
    send(tmp_path, [row("甲", text=awkward)], posting())
    assert as_of(number("甲"))[0].payload["CF_NR"] == awkward


def test_posting_again_and_again_takes_no_more_locks() -> None:
    """In one transaction: the server has room for so many locks, for everybody together."""
    with transaction.atomic():
        held = [_locks_after(n) for n in range(4)]
    assert len(set(held[1:])) == 1


def _locks_after(n: int) -> int:
    post([row(f"{n}号")], posting(n))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid()")
        return int(cursor.fetchone()[0])
