"""A workbook of feedback as a job: seen, cancelled, killed in the middle, reported once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, close_old_connections, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from checks.affecting import CLERK, entry, made_up, told
from checks.filing import entries, today
from checks.telling import (
    book,
    cancel_sheet,
    line,
    opened,
    received,
    returned,
    send,
    sheet,
    sheets,
)
from checks.test_told import COLLEAGUE, LIAISON, STRANGER, checked
from effects import serving
from ledger.test_at_once import together
from mingjian.accounts.actor import SYSTEM, actor_of_account
from mingjian.accounts.decide import UnderRule
from mingjian.accounts.people import end_grant, give_role, open_account
from mingjian.bulk import run as frame
from mingjian.checks import jobs
from mingjian.checks.feedback import reports
from mingjian.checks.models import Feedback, FeedbackPart, FeedbackSheet
from mingjian.checks.told import run as running
from mingjian.checks.told.kind import FEEDBACK
from mingjian.checks.told.problems import FeedbackNotDone, FeedbackOver, NoSuchFeedback
from mingjian.checks.told.run import FeedbackRecorder, run_feedback
from mingjian.intake.problems import FileProblem

PEOPLE = {one.id: one for one in (CLERK, COLLEAGUE, STRANGER)}


@pytest.fixture(autouse=True)
def small_parts(
    committed_db: str,  # noqa: ARG001 - it opens the database
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[None]:
    """Two rows a part, and the people of the tests have their rights without accounts."""
    monkeypatch.setattr(running, "AT_ONCE", 2)
    monkeypatch.setattr(frame, "acting", lambda actor, _unit: PEOPLE.get(actor, SYSTEM))
    with made_up():
        yield
    close_old_connections()


def five(folder: Path) -> int:
    """A workbook of five reports, the third of which is of another unit's check; its number."""
    mine = checked(4)
    other = told(1, STRANGER).answer.receipt
    return received(book(folder, *map(line, [*mine[:2], other, *mine[2:]])))


def state(number: int) -> tuple[Any, ...]:
    one = sheet(SYSTEM, number)
    return (one.stage, one.done, one.recorded, one.corrected, one.unchanged, one.bad)


def test_it_is_queued_and_nothing_is_reported_yet(tmp_path: Path) -> None:
    number = five(tmp_path)
    (job,) = ProcrastinateJob.objects.filter(task_name=FEEDBACK.job)
    assert job.args == {"sheet_id": number}
    assert state(number) == ("received", 0, 0, 0, 0, 0)
    assert Feedback.objects.count() == 0
    with pytest.raises(FeedbackNotDone):
        returned(FeedbackSheet.objects.get(pk=number))
    run_feedback(number)
    run_feedback(number)
    assert state(number) == ("done", 5, 4, 0, 0, 1)
    assert len(entries("feedback.ended")) == 1


@pytest.mark.parametrize("part", [0, 1, 2])
def test_killed_in_a_part_it_goes_on_with_that_part_and_nothing_is_twice(
    part: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The session dies as a killed worker's does: what was not committed is gone, and its lock."""
    number, create = five(tmp_path), FeedbackPart.objects.create

    def last_words(*given: Any, **counts: Any) -> None:
        if counts["number"] == part:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        create(*given, **counts)

    monkeypatch.setattr(FeedbackPart.objects, "create", last_words)
    with pytest.raises(DatabaseError):
        run_feedback(number)
    close_old_connections()
    connection.close()
    assert state(number)[:2] == ("running", 2 * part)
    monkeypatch.setattr(FeedbackPart.objects, "create", create)
    run_feedback(number)
    assert state(number) == ("done", 5, 4, 0, 0, 1)
    assert Feedback.objects.count() == len(entries("check.feedback")) == 4


def test_what_a_killed_worker_left_is_put_back_on_the_queue_once(tmp_path: Path) -> None:
    number = five(tmp_path)
    waiting = ProcrastinateJob.objects.filter(task_name=FEEDBACK.job, status="todo")
    jobs.recover.func(0)
    assert waiting.count() == 1, "it waits already"
    for finished in (False, True):
        if finished:
            run_feedback(number)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
        jobs.recover.func(0)
        jobs.recover.func(0)
        assert [job.args for job in waiting.all()] == ([] if finished else [{"sheet_id": number}])


def test_two_workers_at_once_work_on_it_once(tmp_path: Path) -> None:
    number = five(tmp_path)
    together(lambda: run_feedback(number), lambda: run_feedback(number))
    assert state(number) == ("done", 5, 4, 0, 0, 1)
    assert Feedback.objects.count() == 4
    assert len(entries("feedback.ended")) == 1


def test_two_workbooks_at_once_about_the_same_checks_report_each_once(tmp_path: Path) -> None:
    path = book(tmp_path, *map(line, checked(4)))
    first, second = received(path), received(path, COLLEAGUE)
    together(lambda: run_feedback(first), lambda: run_feedback(second))
    told_of = [state(first), state(second)]
    assert [one[:2] for one in told_of] == [("done", 4)] * 2
    assert sum(one[2] for one in told_of) == sum(one[4] for one in told_of) == 4
    assert Feedback.objects.count() == 4


def test_asked_to_stop_it_stops_between_parts_and_keeps_what_was_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, take = five(tmp_path), FeedbackRecorder.take

    def asked_meanwhile(worker: FeedbackRecorder, row: Any, at: int, *rest: Any) -> None:
        take(worker, row, at, *rest)
        if at == 0:
            cancel_sheet(CLERK, number)

    monkeypatch.setattr(FeedbackRecorder, "take", asked_meanwhile)
    run_feedback(number)
    assert state(number) == ("cancelled", 2, 2, 0, 0, 0)
    with pytest.raises(FeedbackOver):
        cancel_sheet(CLERK, number)
    with pytest.raises(FeedbackNotDone):
        returned(FeedbackSheet.objects.get(pk=number))
    monkeypatch.setattr(FeedbackRecorder, "take", take)
    assert send(tmp_path / "反馈.xlsx").counts == (2, 0, 2, 1, 0)


def test_asked_to_stop_before_it_began_nothing_is_reported(tmp_path: Path) -> None:
    number = five(tmp_path)
    cancel_sheet(CLERK, number)
    cancel_sheet(COLLEAGUE, number)
    run_feedback(number)
    assert state(number) == ("cancelled", 0, 0, 0, 0, 0)
    assert Feedback.objects.count() == 0
    assert len(entries("feedback.cancel_requested")) == 1


def test_two_words_about_one_check_are_seen_however_they_are_typed_and_far_apart(
    tmp_path: Path,
) -> None:
    first, *others = checked(4)
    far = line(f" {first.upper()} ", "同意办理")
    taken = send(book(tmp_path, line(first), *map(line, others), far))
    assert taken.counts == (3, 0, 0, 2, 0)
    assert [(one.row_no, one.code) for one in taken.findings] == [
        (2, "checks.told-twice"),
        (6, "checks.told-twice"),
    ]


def test_a_workbook_without_an_answer_is_done_and_reports_nothing(tmp_path: Path) -> None:
    receipts = checked(2)
    taken = send(book(tmp_path, *((one, "", "", "") for one in receipts)))
    assert taken.counts == (0, 0, 0, 0, 2)
    assert taken.view.stage == "done"
    with pytest.raises(FileProblem):
        send(book(tmp_path))


def test_a_workbook_of_another_form_or_cut_off_reports_nothing(tmp_path: Path) -> None:
    receipts = checked(2)
    with pytest.raises(FileProblem):
        send(serving.book(tmp_path, serving.line(receipts[0])))
    path = book(tmp_path, *map(line, receipts))
    whole = path.read_bytes()
    for length in (len(whole) // 3, len(whole) - 30):
        path.write_bytes(whole[:length])
        with pytest.raises(FileProblem):
            send(path)
    assert Feedback.objects.count() == 0
    path.write_bytes(whole)
    assert send(path).counts == (2, 0, 0, 0, 0)


def test_it_is_seen_by_its_unit_and_by_nobody_else(tmp_path: Path) -> None:
    number = five(tmp_path)
    for actor in (CLERK, COLLEAGUE):
        assert [one.id for one in sheets(actor, 5)] == [number]
    assert sheets(STRANGER, 5) == []
    for verb in (sheet, cancel_sheet):
        with pytest.raises(NoSuchFeedback):
            verb(STRANGER, number)
        with pytest.raises(UnderRule):
            verb(LIAISON, number)


def test_rights_that_ended_meanwhile_report_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    account = open_account("example-clerk", "示例", CLERK.unit_id, password="Example-2026-pass")  # noqa: S106 - of a test
    grant = give_role(account, "clerk", by=SYSTEM)
    entry(1)
    sender = actor_of_account(account)
    number = received(book(tmp_path, line(told(1, sender).answer.receipt)), sender)
    end_grant(grant, by=SYSTEM)
    run_feedback(number)
    assert state(number) == ("done", 1, 0, 0, 0, 1)
    assert Feedback.objects.count() == 0


def test_what_broke_on_our_side_is_tried_again_and_ends_at_the_fifth_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    number = five(tmp_path)
    monkeypatch.setattr(FeedbackRecorder, "take", broken)
    for _ in range(5):
        with pytest.raises(RuntimeError):
            run_feedback(number)
    found = sheet(CLERK, number)
    assert found.problem is not None
    assert (found.stage, found.problem["code"]) == ("failed", "checks.feedback-broke")
    run_feedback(number)
    assert Feedback.objects.count() == 0


def test_another_word_corrects_and_the_first_stays(tmp_path: Path) -> None:
    (receipt,) = checked(1)
    assert send(book(tmp_path, line(receipt))).counts == (1, 0, 0, 0, 0)
    assert send(book(tmp_path, line(receipt, "同意办理"))).counts == (0, 1, 0, 0, 0)
    assert [str(one.outcome) for one in reports(receipt)] == ["approved", "refused"]


def test_the_result_is_written_once_and_in_the_readers_language(tmp_path: Path) -> None:
    number = five(tmp_path)
    run_feedback(number)
    row = FeedbackSheet.objects.get(pk=number)
    first, again, english = returned(row), returned(row), returned(row, "en")
    assert first == again != english
    red = [opened(one).worksheets[1]["A4"].comment.text for one in (first, english)]
    assert red[0] != red[1]
    assert today().isoformat() in str(opened(first).worksheets[1]["C2"].value)


STATEMENTS = (
    "UPDATE checks_sheetpart SET recorded = 9",
    "DELETE FROM checks_sheetpart",
    "DELETE FROM checks_sheet",
    "TRUNCATE checks_sheet CASCADE",
    "UPDATE checks_sheet SET filename = 'x'",
    "UPDATE checks_sheet SET stage = 'received', finished_at = NULL",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_keeps_what_was_sent_and_reported(
    statement: str, owner: psycopg.Connection, tmp_path: Path
) -> None:
    run_feedback(five(tmp_path))
    with pytest.raises(psycopg.Error, match="kept"):
        owner.execute(statement)


def test_the_application_may_not_even_try(tmp_path: Path) -> None:
    number = five(tmp_path)
    row = FeedbackSheet.objects.get(pk=number)
    for attempt in (row.delete, lambda: FeedbackSheet.objects.update(filename="x")):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            attempt()
