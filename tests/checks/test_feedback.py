import json
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from checks.filing import code_of, entries, make_subject, question, sealer_runs, today
from mingjian.accounts.actor import Actor, Held
from mingjian.accounts.decide import UnderRule
from mingjian.checks.ask import ask
from mingjian.checks.feedback import report, reports
from mingjian.checks.models import Feedback
from mingjian.checks.outcome import OUTCOME_NAMES, Outcome
from mingjian.checks.problems import DecidedInFuture, NoSuchReceipt, NoteTooLong, UnknownOutcome
from mingjian.checks.told.row import LONGEST_NOTE

CLERK = Actor("user:1", "示例窗口", "zhenhai-approval-office", (Held("clerk"),))
COLLEAGUE = Actor("user:3", "示例同事", CLERK.unit_id, (Held("clerk"),))
STRANGER = Actor("user:2", "示例外人", "zhenhai-finance", (Held("clerk"),))


pytestmark = pytest.mark.django_db


@pytest.fixture
def receipt() -> str:
    sealer_runs()
    make_subject(code_of(1))
    return ask(CLERK, question(code_of(1))).receipt


def test_what_was_decided_is_kept_and_logged(receipt: str) -> None:
    told = report(receipt, "refused", CLERK, decided_on=date(2024, 3, 1), note="示例说明")
    assert (told.outcome, told.decided_on, told.note) == (
        Outcome.REFUSED,
        date(2024, 3, 1),
        "示例说明",
    )
    (entry,) = entries("check.feedback")
    assert entry[0] == told.logged_as
    body = json.loads(entry[3])
    assert body == {"decided_on": "2024-03-01", "outcome": "refused", "receipt": receipt}


def test_without_a_day_it_is_today(receipt: str) -> None:
    assert report(receipt, "approved", CLERK).decided_on == today()


def test_a_later_report_comes_first(receipt: str) -> None:
    report(receipt, "deferred", CLERK)
    report(receipt, "approved", CLERK)
    assert [told.outcome for told in reports(receipt)] == ["approved", "deferred"]


def test_the_same_once_more_is_neither_written_nor_logged_again(receipt: str) -> None:
    first = report(receipt, "deferred", CLERK, note="示例")
    assert report(receipt, "deferred", COLLEAGUE, note="示例") == first
    assert len(reports(receipt)) == len(entries("check.feedback")) == 1
    report(receipt, "approved", CLERK)
    assert report(receipt, "deferred", CLERK, note="示例").logged_as > first.logged_as
    assert [told.outcome for told in reports(receipt)] == ["deferred", "approved", "deferred"]


def test_nothing_reported_is_an_empty_list(receipt: str) -> None:
    assert reports(receipt) == []


def test_another_unit_cannot_report(receipt: str) -> None:
    with pytest.raises(UnderRule):
        report(receipt, "approved", STRANGER)
    assert reports(receipt) == []


def test_wrong_reports_are_refused(receipt: str) -> None:
    with pytest.raises(UnknownOutcome):
        report(receipt, "maybe", CLERK)
    with pytest.raises(DecidedInFuture):
        report(receipt, "approved", CLERK, decided_on=today() + timedelta(days=1))
    for note in ("长" * (LONGEST_NOTE + 1), "a\x00b", "\ud800"):
        with pytest.raises(NoteTooLong):
            report(receipt, "approved", CLERK, note=note)
    with pytest.raises(NoSuchReceipt):
        report("1-000000000000", "approved", CLERK)
    assert entries("check.feedback") == []


def test_a_note_may_have_lines(receipt: str) -> None:
    assert report(receipt, "approved", CLERK, note="一\r\n二").note == "一\r\n二"


def test_the_database_keeps_reports_as_they_are(receipt: str) -> None:
    report(receipt, "approved", CLERK)
    for attempt in (Feedback.objects.all().delete, lambda: Feedback.objects.update(note="x")):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_every_outcome_has_a_name_in_both_languages() -> None:
    assert set(OUTCOME_NAMES) == set(Outcome)
    assert all(OUTCOME_NAMES[one].zh == one.label for one in Outcome)
