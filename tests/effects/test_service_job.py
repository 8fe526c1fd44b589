"""A workbook of service days as a job: seen, cancelled, killed in the middle, recorded once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, close_old_connections, connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob
from psycopg import errors

from checks.filing import entries as logged
from effects.serving import (
    LIAISON,
    OFFICE,
    SENDER,
    STRANGER,
    book,
    cancel_sheet,
    key,
    line,
    opened,
    received,
    returned,
    send,
    served,
    sheet,
    sheets,
    waiting,
)
from ledger.test_at_once import together
from mingjian.accounts.actor import SYSTEM, Actor, Held, actor_of_account
from mingjian.accounts.decide import UnderRule
from mingjian.accounts.people import end_grant, give_role, open_account
from mingjian.bulk import run as frame
from mingjian.bulk.answers.refusal import refusal
from mingjian.bulk.answers.rows import parts_of
from mingjian.effects import jobs
from mingjian.effects.models import ServedDecision, ServiceSheet, SheetPart
from mingjian.effects.service import run as running
from mingjian.effects.service.answer import answer_each
from mingjian.effects.service.kind import SERVICES
from mingjian.effects.service.problems import NoSuchSheet, SheetNotDone, SheetOver
from mingjian.effects.service.run import ServiceRecorder, run_sheet

pytestmark = pytest.mark.usefixtures("told_for_good")


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two rows a part, and the people of the tests have their rights without accounts."""
    monkeypatch.setattr(running, "AT_ONCE", 2)
    monkeypatch.setattr(frame, "acting", lambda actor, _unit: PEOPLE.get(actor, SYSTEM))
    yield
    close_old_connections()


PEOPLE = {one.id: one for one in (LIAISON, OFFICE, STRANGER)}


def seven(folder: Path) -> int:
    """A workbook of seven answers, the fourth of which is refused; its number."""
    waiting(7)
    days = ["2024-03-05"] * 3 + ["2024-03-01"] + ["2024-03-05"] * 3
    return received(book(folder, *(line(key(n), day) for n, day in enumerate(days, 1))))


def state(number: int) -> tuple[Any, ...]:
    one = sheet(SYSTEM, number)
    return (one.stage, one.done, one.recorded, one.corrected, one.unchanged, one.bad)


def test_it_is_queued_with_its_receipt_and_nothing_is_recorded_yet(tmp_path: Path) -> None:
    number = seven(tmp_path)
    (job,) = ProcrastinateJob.objects.filter(task_name=SERVICES.job)
    assert job.args == {"sheet_id": number}
    assert state(number) == ("received", 0, 0, 0, 0, 0)
    assert ServedDecision.objects.count() == 0
    with pytest.raises(SheetNotDone):
        returned(ServiceSheet.objects.get(pk=number))
    run_sheet(number)
    assert state(number) == ("done", 7, 6, 0, 0, 1)
    run_sheet(number)
    assert state(number) == ("done", 7, 6, 0, 0, 1)
    assert len(logged("services.ended")) == 1


@pytest.mark.parametrize("part", [0, 1, 3])
def test_killed_in_a_part_it_goes_on_with_that_part_and_nothing_is_twice(
    part: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The session dies as a killed worker's does: what was not committed is gone, and its lock."""
    number, create = seven(tmp_path), SheetPart.objects.create

    def last_words(*given: Any, **counts: Any) -> None:
        if counts["number"] == part:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        create(*given, **counts)

    monkeypatch.setattr(SheetPart.objects, "create", last_words)
    with pytest.raises(DatabaseError):
        run_sheet(number)
    close_old_connections()
    connection.close()
    assert state(number)[:2] == ("running", 2 * part)
    monkeypatch.setattr(SheetPart.objects, "create", create)
    run_sheet(number)
    assert state(number) == ("done", 7, 6, 0, 0, 1)
    assert ServedDecision.objects.count() == len(logged("decision.served")) == 6
    assert len(logged("services.ended")) == 1
    assert ServiceSheet.objects.get(pk=number).attempts == 1


def test_what_a_killed_worker_left_is_put_back_on_the_queue_once(tmp_path: Path) -> None:
    number = seven(tmp_path)
    waiting_jobs = ProcrastinateJob.objects.filter(task_name=SERVICES.job, status="todo")
    jobs.recover_sheets.func(0)
    assert waiting_jobs.count() == 1, "it waits already"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    jobs.recover_sheets.func(0)
    jobs.recover_sheets.func(0)
    assert [job.args for job in waiting_jobs] == [{"sheet_id": number}]
    run_sheet(number)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    jobs.recover_sheets.func(0)
    assert waiting_jobs.all().count() == 0


def test_two_workers_at_once_work_on_it_once(tmp_path: Path) -> None:
    number = seven(tmp_path)
    together(lambda: run_sheet(number), lambda: run_sheet(number))
    assert state(number) == ("done", 7, 6, 0, 0, 1)
    assert ServedDecision.objects.count() == 6
    assert len(logged("services.ended")) == 1


def test_asked_to_stop_it_stops_between_parts_and_keeps_what_was_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, record = seven(tmp_path), ServiceRecorder.take

    def asked_meanwhile(worker: ServiceRecorder, row: ServiceSheet, at: int, *rest: Any) -> None:
        record(worker, row, at, *rest)
        if at == 0:
            cancel_sheet(LIAISON, number)

    monkeypatch.setattr(ServiceRecorder, "take", asked_meanwhile)
    run_sheet(number)
    assert state(number) == ("cancelled", 2, 2, 0, 0, 0)
    assert ServedDecision.objects.count() == 2
    with pytest.raises(SheetOver):
        cancel_sheet(LIAISON, number)
    with pytest.raises(SheetNotDone):
        returned(ServiceSheet.objects.get(pk=number))
    monkeypatch.setattr(ServiceRecorder, "take", record)
    again = send(tmp_path / "送达.xlsx")
    assert again.counts == (4, 0, 2, 1, 0)


def test_asked_to_stop_in_the_last_part_it_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, record = seven(tmp_path), ServiceRecorder.take

    def asked_at_last(worker: ServiceRecorder, row: ServiceSheet, at: int, *rest: Any) -> None:
        record(worker, row, at, *rest)
        if at == 3:
            cancel_sheet(LIAISON, number)

    monkeypatch.setattr(ServiceRecorder, "take", asked_at_last)
    run_sheet(number)
    assert ServiceSheet.objects.get(pk=number).cancel_requested_at is not None
    assert state(number) == ("done", 7, 6, 0, 0, 1)


def test_rows_of_one_number_stay_in_one_part_so_that_a_contradiction_is_seen(
    tmp_path: Path,
) -> None:
    waiting(3)
    path = book(tmp_path, line(key(1)), line(key(2)), line(key(3)), line(key(1), "2024-03-09"))
    taken = send(path)
    assert taken.counts == (2, 0, 0, 2, 0)
    assert [one.code for one in taken.findings] == ["effects.served-twice"] * 2
    rows = [(n, {"CF_WSH": text}) for n, text in enumerate("abcaabd")]
    assert [[n for n, _ in part] for part in parts_of(rows, SERVICES.filling, 2)] == [
        [0, 3, 4],
        [1, 5],
        [2, 6],
    ]
    assert parts_of([], SERVICES.filling, 2) == []


def test_it_is_seen_by_its_unit_and_the_office_and_by_nobody_else(tmp_path: Path) -> None:
    number = seven(tmp_path)
    for actor in (LIAISON, OFFICE):
        assert [one.id for one in sheets(actor, 5)] == [number]
    assert sheets(STRANGER, 5) == []
    for verb in (sheet, cancel_sheet):
        with pytest.raises(NoSuchSheet):
            verb(STRANGER, number)
    auditor = Actor("user:9", "示例审计", "zhenhai-audit", (Held("auditor"),))
    assert sheet(auditor, number).id == number
    with pytest.raises(UnderRule):
        cancel_sheet(auditor, number)


def test_rights_that_ended_meanwhile_record_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    account = open_account("example-liaison", "示例", SENDER, password="Example-2026-pass")  # noqa: S106 - of a test
    grant = give_role(account, "liaison", by=SYSTEM)
    waiting(1)
    number = received(book(tmp_path, line(key(1))), actor_of_account(account))
    end_grant(grant, by=SYSTEM)
    run_sheet(number)
    assert state(number) == ("done", 1, 0, 0, 0, 1)
    assert ServedDecision.objects.count() == 0


def test_a_correction_in_a_workbook_is_one_however_often_it_is_sent(tmp_path: Path) -> None:
    (record,) = waiting(1)
    answer_each(LIAISON, [served(record)])
    path = book(tmp_path, line(key(1), "2024-03-20", reason="抄错"))
    assert send(path).counts == (0, 1, 0, 0, 0)
    assert send(path).counts == (0, 0, 1, 0, 0)
    assert ServedDecision.objects.count() == 2


def test_what_broke_on_our_side_is_tried_again_and_ends_at_the_fifth_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    number = seven(tmp_path)
    monkeypatch.setattr(ServiceRecorder, "take", broken)
    for _ in range(5):
        with pytest.raises(RuntimeError):
            run_sheet(number)
    found = ServiceSheet.objects.get(pk=number)
    assert found.problem is not None
    assert (found.stage, found.problem["code"]) == ("failed", "effects.sheet-broke")
    run_sheet(number)
    assert ServedDecision.objects.count() == 0


def test_the_result_is_written_once_and_in_the_readers_language(tmp_path: Path) -> None:
    number = seven(tmp_path)
    run_sheet(number)
    row = ServiceSheet.objects.get(pk=number)
    first, again, english = returned(row), returned(row), returned(row, "en")
    assert first == again != english
    assert "早于决定日期" in opened(first).worksheets[1]["C5"].comment.text
    assert "before the decision" in opened(english).worksheets[1]["C5"].comment.text
    assert not list(first.parent.glob(".writing-*"))


def test_a_refusal_whose_code_left_the_house_keeps_its_words(tmp_path: Path) -> None:
    number = seven(tmp_path)
    run_sheet(number)
    ((row_no, document),) = SheetPart.objects.get(sheet=number, number=1).refused
    assert (row_no, document["code"]) == (5, "effects.served-too-early")
    row = {"SDRQ": "2024-03-01", "CF_WSH": key(4)}
    now, old = (
        refusal(5, row, one, SERVICES.filling)
        for one in (document, document | {"code": "effects.gone"})
    )
    assert now.sentence("en") != now.sentence() == old.sentence("en")
    assert (old.field, old.way_out("en")) == ("SDRQ", document["detail"])


STATEMENTS = (
    "UPDATE effects_sheetpart SET recorded = 9",
    "DELETE FROM effects_sheet",
    "UPDATE effects_sheet SET filename = 'x'",
    "UPDATE effects_sheet SET stage = 'received', finished_at = NULL",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_keeps_what_was_sent_and_recorded(
    statement: str, owner: psycopg.Connection, tmp_path: Path
) -> None:
    run_sheet(seven(tmp_path))
    with pytest.raises(errors.IntegrityError):
        owner.execute(statement)


def test_the_list_counts_in_the_database_and_costs_the_same_however_long(tmp_path: Path) -> None:
    number = seven(tmp_path)
    run_sheet(number)
    with CaptureQueriesContext(connection) as one:
        (alone,) = sheets(LIAISON, 5)
    others = [received(book(tmp_path, line(key(90 + n)))) for n in (1, 2)]
    run_sheet(others[0])
    with CaptureQueriesContext(connection) as three:
        listed = sheets(LIAISON, 5)
    assert len(three) == len(one)
    assert not any("refused" in query["sql"] for query in three)
    assert listed == [sheet(LIAISON, n) for n in (others[1], others[0], number)]
    assert (alone.done, alone.recorded, alone.bad) == (7, 6, 1)
    assert [(found.done, found.bad) for found in listed] == [(0, 0), (1, 1), (7, 1)]
