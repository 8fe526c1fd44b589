"""Law 6, with real commits: no answer leaves without its entry, and tampering shows."""

import psycopg
import pytest
from django.db import connection

from checks.filing import code_of, entries, make_record, make_subject, question, sealer_runs
from mingjian.accounts.actor import SYSTEM
from mingjian.checks.ask import ask
from mingjian.checks.replay import replay
from mingjian.evidence.problems import LogNotSealed, LogUnavailable
from mingjian.home.database import address

CODE = code_of(1)


pytestmark = pytest.mark.usefixtures("committed_db")


@pytest.fixture
def subject() -> int:
    sealer_runs()
    number = make_subject(CODE)
    make_record(number)
    return number


@pytest.mark.usefixtures("committed_db", "subject")
def test_a_log_that_cannot_be_written_means_no_answer(
    owner: psycopg.Connection, caplog: pytest.LogCaptureFixture
) -> None:
    owner.execute("REVOKE INSERT ON evidence_entry FROM mingjian_app")
    with pytest.raises(LogUnavailable):
        ask(SYSTEM, question(CODE))
    assert entries() == []
    assert "could not be answered" in caplog.text
    owner.execute("GRANT INSERT ON evidence_entry TO mingjian_app")
    assert ask(SYSTEM, question(CODE)).entry == entries()[-1][0]


def test_a_log_never_sealed_means_no_answer() -> None:
    make_subject(CODE)
    with pytest.raises(LogNotSealed):
        ask(SYSTEM, question(CODE))


@pytest.mark.usefixtures("committed_db", "subject")
def test_a_connection_that_died_idle_is_replaced(committed_db: str) -> None:
    ask(SYSTEM, question(CODE))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    with psycopg.connect(address("superuser").named(committed_db).conninfo()) as superuser:
        superuser.execute("SELECT pg_terminate_backend(%s)", [backend])
    assert ask(SYSTEM, question(CODE)).outcome == "answered"
    assert len(entries()) == 2


@pytest.mark.usefixtures("committed_db", "subject")
def test_in_a_transaction_that_rolls_back_nothing_is_logged() -> None:
    connection.set_autocommit(False)
    try:
        answer = ask(SYSTEM, question(CODE))
        assert entries()[-1][0] == answer.entry
    finally:
        connection.rollback()
        connection.set_autocommit(True)
    assert entries() == []


def test_tampered_records_are_found(owner: psycopg.Connection) -> None:
    sealer_runs()
    make_record(make_subject(CODE))
    answer = ask(SYSTEM, question(CODE))
    owner.execute("ALTER TABLE ledger_version DISABLE TRIGGER ALL")
    owner.execute('UPDATE ledger_version SET payload = \'{"CF_WSH":"另一号"}\'')
    assert not replay(answer.receipt, SYSTEM).agrees


def test_even_the_owner_cannot_change_reports(owner: psycopg.Connection) -> None:
    for statement in ("DELETE FROM checks_feedback", "TRUNCATE checks_feedback"):
        with pytest.raises(psycopg.errors.ObjectNotInPrerequisiteState):
            owner.execute(statement)
