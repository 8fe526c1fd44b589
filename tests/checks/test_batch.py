"""Batch checks: a workbook in, the same workbook with the answers out."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import Any

import psycopg
import pytest
import xlsxwriter
from django.db import DatabaseError, connection, transaction
from python_calamine import CalamineWorkbook

from checks.affecting import CLERK, entry, made_up
from checks.filing import entries, make_client, sealer_stopped
from effects import world
from mingjian.accounts.actor import SYSTEM, Actor, Held, actor_of_account, actor_of_client
from mingjian.accounts.decide import UnderRule
from mingjian.accounts.people import give_role, open_account
from mingjian.checks.batch import run as running
from mingjian.checks.batch.counts import DISPUTED, counted, counts
from mingjian.checks.batch.part import answer_part
from mingjian.checks.batch.problems import BatchNotDone, BatchOver, NoSuchBatch, NotAWorkbook
from mingjian.checks.batch.receive import Wanted, receive_batch
from mingjian.checks.batch.results import Result
from mingjian.checks.batch.run import run_batch
from mingjian.checks.batch.sheet import LIMIT
from mingjian.checks.batch.view import BatchView, batch, batches, cancel_batch, found
from mingjian.checks.batch.words import HEADERS
from mingjian.checks.batch.workbook import annotated
from mingjian.checks.models import Awaited, Batch, Part
from mingjian.checks.problems import CaseMissing, NoRightForMatter, NotAMatter
from mingjian.checks.replay import replay
from mingjian.effects.enter import enter
from mingjian.effects.gate import Term
from mingjian.evidence.problems import LogNotSealed
from mingjian.intake.problems import EmptyFile
from papers.making import subject
from registry.register import code

WANTED = Wanted("licensing", "decision", "示办2024-批1")
pytestmark = pytest.mark.usefixtures("committed_db")


@pytest.fixture(autouse=True)
def _packs(committed_db: str) -> Iterator[None]:  # noqa: ARG001 - it opens the database
    with made_up():
        yield


@pytest.fixture
def clerk() -> Actor:
    """A clerk with an account: the work is done by his rights of the day."""
    account = open_account("example-clerk", "示例", CLERK.unit_id, password="Example-2026-pass")  # noqa: S106 - of a test
    give_role(account, "clerk", by=SYSTEM)
    return actor_of_account(account)


def workbook(rows: list[list[Any]]) -> io.BytesIO:
    """An xlsx of these rows."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    page = book.add_worksheet("名单")
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    book.close()
    out.seek(0)
    return out


def csv_of(rows: list[list[str]], encoding: str = "utf-8") -> io.BytesIO:
    """A csv of these rows."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return io.BytesIO(out.getvalue().encode(encoding))


def send(source: io.BytesIO, actor: Actor = SYSTEM, **changes: Any) -> BatchView:
    """Send it, without doing the work."""
    wanted = Wanted(**{"matter": "licensing", "purpose": "decision", "case": "示办1", **changes})
    return receive_batch(source, filename="示例.xlsx", wanted=wanted, actor=actor)


def done(source: io.BytesIO, actor: Actor = SYSTEM) -> Batch:
    """Send it and do the work."""
    sent = send(source, actor)
    run_batch(sent.id)
    return Batch.objects.get(pk=sent.id)


def out(path: Path, sheet: int = 0) -> list[list[Any]]:
    """The rows of a workbook."""
    return CalamineWorkbook.from_path(path).get_sheet_by_index(sheet).to_python()


def test_the_senders_rows_come_back_with_the_answers() -> None:
    entry(1)
    subject(2)
    rows: list[list[Any]] = [
        ["企业", "统一社会信用代码", "备注"],
        ["示例一", code(1), 1.5],
        ["示例二", f" {code(2).lower()} ", "=1+1"],
        ["示例三", code(3), ""],
        ["示例四", "123", ""],
        ["", "", ""],
        ["示例一", code(1), "又一次"],
    ]
    row = done(workbook(rows))
    assert (row.stage, row.rows, row.subjects, row.bad) == ("done", 5, 3, 1)
    told = out(annotated(row))
    assert told[0][:3] == rows[0]
    assert told[0][3:] == [zh for zh, _ in HEADERS]
    first = told[1]
    assert first[:3] == rows[1]
    assert first[3:6] == ["有现行效果", "示例1号有限公司", "示例名单X-BLACK"]
    assert first[7] == "许可"
    assert "示例法 9" in first[8]
    assert first[9]
    assert told[2][2:5] == ["=1+1", "无现行名单、不良信息和措施", "示例2号有限公司"]
    assert told[3][3] == "平台不知此代码"
    assert told[4][3].startswith("代码无效：“123”")
    assert told[4][11] == ""
    assert "".join(map(str, told[5])) == ""
    assert told[6][3:] == first[3:]
    summary = {str(line[0]): str(line[1]) for line in out(annotated(row), 1)}
    assert summary["有现行效果"] == "2"
    assert summary["代码无效"] == "1"
    assert summary["不同代码数"] == "3"


def test_each_subject_has_its_own_entry_and_receipt_that_replays() -> None:
    entry(1)
    subject(2)
    row = done(csv_of([["代码"], [code(1)], [code(2)], [code(3)], [code(1)]]))
    logged = entries()
    assert len(logged) == 3
    receipts = {line[-1] for line in out(annotated(row))[1:]}
    assert len(receipts) == 3
    for receipt in receipts:
        again = replay(receipt, SYSTEM)
        assert again.agrees
        assert again.answer.document()["asked"]["batch"] == row.pk
    assert Awaited.objects.count() == 1


def test_a_batch_says_the_same_as_one_by_one() -> None:
    from checks.affecting import told  # noqa: PLC0415 - shadows nothing here

    entry(1)
    row = done(csv_of([["代码"], [code(1)]]))
    receipt = out(annotated(row))[1][-1]
    there, alone = replay(receipt, SYSTEM).answer.document(), told(1).document
    for part in ("entries", "measures", "adverse", "records", "subject", "marks", "shielded"):
        assert there[part] == alone[part], part


@pytest.mark.parametrize(
    "rows",
    [
        [[code(1), "a"], [code(2), "b"]],
        [["企业名称", "信用代码"], ["x", code(1)], ["y", code(2)]],
        [
            ["2026年核查名单"],
            ["说明"],
            ["名称", "社会信用代码（18位）"],
            ["x", code(1)],
            ["", code(2)],
        ],
        [["编号"], [code(1)], [code(2)]],
    ],
)
def test_the_codes_are_found_by_header_or_in_the_first_column(rows: list[list[str]]) -> None:
    for source in (workbook(rows), csv_of(rows), csv_of(rows, "gb18030")):
        row = done(source)
        assert (row.stage, row.subjects, row.bad) == ("done", 2, 0)
        written = out(annotated(row))
        assert [line[-1] != "" for line in written[-2:]] == [True, True]


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        (csv_of([["代码"], ["123"], ["x"]]), "checks.no-codes"),
        (csv_of([["代码"]]), "intake.no-rows"),
        (csv_of([["代码"], ["", ""], [" "]]), "intake.no-rows"),
        (workbook([]), "intake.no-rows"),
        (workbook([["代码"], [91330299000000001.0]]), "checks.no-codes"),
        (csv_of([["代码"], *([code(1)] for _ in range(LIMIT + 1))]), "checks.too-many-rows"),
    ],
)
def test_what_cannot_be_checked_fails_with_its_reason(source: io.BytesIO, problem: str) -> None:
    source.seek(0)
    row = done(source)
    assert row.stage == "failed"
    assert row.problem is not None
    assert row.problem["code"] == problem
    assert entries() == []
    with pytest.raises(BatchNotDone):
        annotated(row)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", EmptyFile),
        (b"  \n ", EmptyFile),
        (b'[{"a": 1}]', NotAWorkbook),
        (b"%PDF-1.7", Exception),
        (b"PK\x03\x04 broken", Exception),
    ],
)
def test_what_is_no_workbook_is_not_taken(content: bytes, problem: type[Exception]) -> None:
    with pytest.raises(problem):
        send(io.BytesIO(content))
    assert Batch.objects.count() == 0


def test_a_wrong_question_is_not_taken() -> None:
    source = csv_of([["代码"], [code(1)]])
    with pytest.raises(NotAMatter):
        send(source, matter="x")
    with pytest.raises(CaseMissing):
        send(source, case=" ")


def test_who_may_not_check_sends_nothing(clerk: Actor) -> None:
    source = csv_of([["代码"], [code(1)]])
    with pytest.raises(UnderRule):
        send(source, clerk.with_grants(Held("liaison")))
    client, _ = make_client(matter="awards")
    with pytest.raises(NoRightForMatter):
        send(source, actor_of_client(client))
    assert len(entries("batch.refused")) == 1
    assert Batch.objects.count() == 0


def test_a_batch_is_seen_by_its_unit_and_by_nobody_else(clerk: Actor) -> None:
    sent = send(csv_of([["代码"], [code(1)]]), clerk)
    colleague = Actor("user:9", "示例", CLERK.unit_id, (Held("clerk"),))
    stranger = Actor("user:8", "示例", "zhenhai-finance", (Held("clerk"),))
    assert [one.id for one in batches(colleague)] == [sent.id]
    assert batches(stranger) == []
    for look in (batch, found, cancel_batch):
        with pytest.raises(NoSuchBatch):
            look(stranger, sent.id)
    client, _ = make_client()
    with pytest.raises(NoSuchBatch):
        batch(actor_of_client(client), sent.id)


def test_a_client_is_answered_by_its_rights() -> None:
    entry(1)
    client, _ = make_client(items=("licence",))
    row = done(csv_of([["代码"], [code(1)]]), actor_of_client(client))
    assert out(annotated(row))[1][1] == "有现行效果"


def test_rights_that_ended_meanwhile_answer_nothing(clerk: Actor) -> None:
    entry(1)
    sent = send(csv_of([["代码"], [code(1)]]), clerk)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_grant SET ended_at = now(), ended_by = 'user:1'")
    run_batch(sent.id)
    row = Batch.objects.get(pk=sent.id)
    assert out(annotated(row))[1][1:3] == ["无权核查", ""]


def test_after_a_kill_the_missing_parts_are_answered_and_nobody_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "PART", 2)
    monkeypatch.setattr(running, "AT_ONCE", 1)
    codes = [code(n) for n in range(1, 8)]
    sent = send(csv_of([["代码"], *([one] for one in codes)]))
    seen: list[int] = []

    def dies(*given: Any) -> None:
        if len(seen) == 2:
            raise KeyboardInterrupt
        seen.append(given[1])
        answer_part(*given)

    monkeypatch.setattr(running, "answer_part", dies)
    with pytest.raises(KeyboardInterrupt):
        run_batch(sent.id)
    assert len(entries()) == 4
    assert batch(SYSTEM, sent.id).done == 4
    monkeypatch.setattr(running, "answer_part", answer_part)
    run_batch(sent.id)
    assert len(entries()) == 7
    assert batch(SYSTEM, sent.id).stage == "done"
    run_batch(sent.id)
    assert len(entries()) == 7


def test_when_a_part_breaks_the_others_are_answered_and_it_alone_is_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "PART", 1)
    sent = send(csv_of([["代码"], *([code(n)] for n in range(1, 6))]))

    def breaks(*given: Any) -> None:
        if given[1] == 0:
            raise RuntimeError
        answer_part(*given)

    monkeypatch.setattr(running, "answer_part", breaks)
    with pytest.raises(RuntimeError):
        run_batch(sent.id)
    assert set(Part.objects.values_list("number", flat=True)) == {1, 2, 3, 4}
    assert batch(SYSTEM, sent.id).stage == "running"
    monkeypatch.setattr(running, "answer_part", answer_part)
    run_batch(sent.id)
    assert batch(SYSTEM, sent.id).stage == "done"
    assert len(entries()) == 5


def test_a_part_is_whole_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = send(csv_of([["代码"], [code(1)]]))
    Part.objects.create(batch_id=sent.id, number=0, subjects=1, results="[]")
    row = Batch.objects.get(pk=sent.id)
    monkeypatch.setattr(running, "PART", 1)
    with pytest.raises(DatabaseError):
        answer_part(row, 0, [code(1)], SYSTEM)
    assert entries() == []


def test_two_at_once_work_on_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "PART", 1)
    sent = send(csv_of([["代码"], [code(1)], [code(2)], [code(3)]]))

    def meets(*given: Any) -> None:
        run_batch(sent.id)  # on another connection: the lock is held
        answer_part(*given)

    monkeypatch.setattr(running, "answer_part", meets)
    run_batch(sent.id)
    assert len(entries()) == 3
    assert batch(SYSTEM, sent.id).stage == "done"


def test_asked_to_stop_it_stops_and_keeps_what_was_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "PART", 1)
    monkeypatch.setattr(running, "AT_ONCE", 1)
    sent = send(csv_of([["代码"], *([code(n)] for n in range(1, 9))]))

    def stops(*given: Any) -> None:
        answer_part(*given)
        if given[1] == 2:
            cancel_batch(SYSTEM, sent.id)

    monkeypatch.setattr(running, "answer_part", stops)
    run_batch(sent.id)
    seen = batch(SYSTEM, sent.id)
    assert seen.stage == "cancelled"
    assert seen.done == len(entries()) == 3
    with pytest.raises(BatchOver):
        cancel_batch(SYSTEM, sent.id)


def test_asked_to_stop_before_the_work_began_nothing_is_answered() -> None:
    sent = send(csv_of([["代码"], [code(1)]]))
    cancel_batch(SYSTEM, sent.id)
    run_batch(sent.id)
    assert (batch(SYSTEM, sent.id).stage, entries()) == ("cancelled", [])


def test_without_sealing_nothing_is_answered_and_it_is_tried_again() -> None:
    sent = send(csv_of([["代码"], [code(1)]]))
    sealer_stopped()
    with pytest.raises(LogNotSealed):
        run_batch(sent.id)
    assert entries() == []
    seen = Batch.objects.get(pk=sent.id)
    assert (seen.stage, seen.attempts) == ("running", 1)
    for _ in range(3):
        with pytest.raises(LogNotSealed):
            run_batch(sent.id)
    run_batch(sent.id)
    assert batch(SYSTEM, sent.id).stage == "failed"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE checks_batch SET matter = 'awards'",
        "DELETE FROM checks_batch",
        "DELETE FROM checks_part",
        "UPDATE checks_part SET results = '[]'",
        "TRUNCATE checks_chased",
        "UPDATE checks_awaited SET favours = true",
    ],
)
def test_the_owner_cannot_change_what_was_answered(owner: Any, statement: str) -> None:
    done(csv_of([["代码"], [code(1)]]))
    with pytest.raises(Exception, match=r"kept|cannot truncate"):
        owner.execute(statement)


def test_the_application_cannot_either() -> None:
    row = done(csv_of([["代码"], [code(1)]]))
    for attempt in (row.delete, lambda: Batch.objects.update(matter="awards")):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_in_english_as_well() -> None:
    entry(1)
    row = done(csv_of([["code"], [code(1)], ["123"]]))
    told = out(annotated(row, "en"))
    assert told[0][1] == "Result"
    assert told[1][1] == "something is in force"
    assert told[2][1].startswith("not a valid code")


def test_a_term_without_an_end_says_what_ends_it_in_the_language_of_the_workbook() -> None:
    given = world.heard(subject(1))
    parts = given.parts(term=Term(world.decided(), None, world.EXIT))
    enter(world.listing(given, parts=parts))
    row = done(csv_of([["code"], [code(1)]]))
    ends = [name[0] for name in HEADERS].index("止日") + 1
    assert out(annotated(row, "zh"))[1][ends] == world.EXIT.zh
    assert out(annotated(row, "en"))[1][ends] == world.EXIT.en


def test_each_part_keeps_how_often_each_result_came(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "PART", 2)
    entry(1)
    subject(2)
    row = done(csv_of([["代码"], [code(1)], [code(2)], [code(3)], [code(4)], [code(1)], ["x"]]))
    assert row.parts.count() == 2
    found = counts(batch(SYSTEM, row.pk))
    assert found == Counter(force=1, nothing=1, unknown=2)
    assert found[DISPUTED] == 0


def test_parts_of_before_get_their_counts_by_the_migration(
    owner: psycopg.Connection,
) -> None:
    entry(1)
    subject(2)
    row = done(csv_of([["代码"], [code(1)], [code(2)], [code(3)]]))
    before = Part.objects.get().counts
    with owner.transaction():
        owner.execute("ALTER TABLE checks_part DISABLE TRIGGER rows_stay")
        owner.execute("UPDATE checks_part SET counts = '{}'")
        owner.execute("ALTER TABLE checks_part ENABLE TRIGGER rows_stay")
    assert counts(batch(SYSTEM, row.pk)) == Counter()
    owner.execute(import_module("mingjian.checks.migrations.0006_part_counts")._FILL)
    assert counts(batch(SYSTEM, row.pk)) == Counter(before)
    with pytest.raises(psycopg.Error):  # the trigger is on again
        owner.execute("UPDATE checks_part SET counts = '{}'")


def test_a_dispute_is_counted_beside_its_kind() -> None:
    plain = ("123", "answered", "1-0", "示例", "", "", "")
    results = [
        Result(*plain, disputed, shielded)
        for disputed, shielded in product((False, True), repeat=2)
    ]
    assert counted(results) == Counter(nothing=2, shielded=2, disputed=2)
    one = results[0]._replace(outcome="refused")
    assert counted([one, one._replace(outcome="unknown_subject")])["refused"] == 1
