"""The whole log verified on request, by a job, with its result in the log."""

import psycopg
import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from evidence.logs import cheating, sealed
from mingjian.evidence.check_up import SHOWN, carry_out, last, under_way
from mingjian.evidence.jobs import ask_to_verify, verify
from mingjian.evidence.read import entries

pytestmark = pytest.mark.usefixtures("committed_db")


def waiting() -> int:
    return ProcrastinateJob.objects.filter(task_name="evidence.verify", status="todo").count()


def test_nobody_asked_yet() -> None:
    assert last() is None
    assert not under_way()


def test_what_was_found_is_logged_and_shown() -> None:
    sealed(300)
    found = carry_out("user:1")
    assert found.sound
    assert (found.size, found.faults, found.named) == (300, 0, ())
    assert last() == found
    assert entries(kind="log.verified")[0].actor == "user:1"


def test_asking_twice_queues_once() -> None:
    ask_to_verify("user:1")
    ask_to_verify("user:2")
    assert (waiting(), under_way()) == (1, True)
    assert [entry.actor for entry in entries(kind="log.verification_asked")] == ["user:1"]
    verify("user:1")
    assert not under_way()


def test_faults_are_counted_whole_and_named_in_part(owner: psycopg.Connection) -> None:
    sealed(100)
    with cheating(owner):
        owner.execute("UPDATE evidence_entry SET body = '{}' WHERE id % 2 = 0")
    found = carry_out("user:1")
    assert not found.sound
    assert found.faults == 50
    assert [fault.kind for fault in found.named] == ["entry_changed"] * SHOWN
