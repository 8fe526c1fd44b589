"""The counter of the demonstration leaves something on each of its pages, and only once."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from checks.affecting import entry, made_up
from checks.filing import entries, today
from checks.telling import sheets
from mingjian.checks.batch.view import batches
from mingjian.checks.joint import joint_cases
from mingjian.checks.models import Batch, FeedbackSheet
from mingjian.checks.owed import owed
from mingjian.checks.told.run import run_feedback
from mingjian.district.codes import DIVISION
from mingjian.district.counter import work_at_the_counter
from mingjian.district.people import DEMO
from mingjian.kernel.uscc import examine

LISTED = 8
ALWAYS = (date(2000, 1, 1), date(2100, 1, 1))


@pytest.fixture(autouse=True)
def _counter(db: None, tmp_path: Path) -> Iterator[None]:  # noqa: ARG001 - it opens the database
    with made_up():
        for n in range(1, LISTED + 1):
            entry(n)
        work_at_the_counter(tmp_path)
        yield


def test_some_feedback_is_owed_and_some_cases_are_joint() -> None:
    left, cases = owed(DEMO), joint_cases(DEMO, *ALWAYS).cases
    assert left
    assert cases
    assert len(left) + len(cases) == len([one for one in entries() if '"awards"' in one[3]])
    for one in cases:
        assert one.asked_on <= one.decided_on <= today()


def test_a_batch_waits_with_whom_measures_are_in_force_about(tmp_path: Path) -> None:
    (sent,) = batches(DEMO)
    assert sent.filename == "batch-check.csv"
    with (tmp_path / sent.filename).open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = csv.reader(stream)
    assert header[0] == "统一社会信用代码"
    faults = [examine(row[0]).fault for row in rows]
    assert sum(fault is not None for fault in faults) == 1  # so that the page shows a bad row
    assert len(rows) == LISTED + 2
    assert {row[0][2:8] for row in rows} == {DIVISION}


def test_a_workbook_of_feedback_waits_with_a_good_row_and_a_bad_one() -> None:
    (sent,) = sheets(DEMO, 9)
    assert (sent.stage, sent.filename) == ("received", "feedback.csv")
    before = len(owed(DEMO))
    run_feedback(sent.id)
    (done,) = sheets(DEMO, 9)
    assert (done.stage, done.recorded, done.bad) == ("done", 1, 1)
    assert len(owed(DEMO)) == before - 1


def test_a_second_demonstration_adds_nothing(tmp_path: Path) -> None:
    before = len(entries()), len(entries("check.feedback"))
    work_at_the_counter(tmp_path)
    assert (len(entries()), len(entries("check.feedback"))) == before
    assert Batch.objects.count() == FeedbackSheet.objects.count() == 1
