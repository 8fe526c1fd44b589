"""What the tables themselves refuse, whoever asks."""

from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from intake.letters import deliver, licence, send
from mingjian.intake.grants import APPEND_ONLY, COLUMN_UPDATES
from mingjian.intake.models import Question, Submission
from mingjian.intake.stage import FINAL, Stage

SHA = "0" * 64


def make(**facts: Any) -> Submission:
    given = {
        "unit_id": "x",
        "item": "licence",
        "edition_id": "national@0",
        "filename": "示例.csv",
        "sha256": SHA,
        "size": 1,
        "kind": "csv",
        "received_at": timezone.now(),
        "actor": "user:1",
        "via": "web",
    }
    return Submission.objects.create(**(given | facts))


@pytest.mark.parametrize(
    "facts",
    [
        {"stage": "lost"},
        {"via": "fax"},
        {"kind": "pdf"},
        {"sha256": "short"},
        {"size": 0},
        {"rows": -1},
        {"stage": "posted"},
        {"finished_at": timezone.now()},
        {"stage": "failed", "finished_at": timezone.now()},
        {"problem": {"code": "x"}},
        {"stage": "posted", "finished_at": timezone.now(), "rows": 2, "good": 1},
        {"stage": "posted", "finished_at": timezone.now(), "rows": 1, "good": 1},
    ],
)
@pytest.mark.usefixtures("db")
def test_a_submission_that_cannot_be(facts: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**facts)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "rumour"},
        {"owner_unit": ""},
        {"answer": "return"},
        {"answered_at": timezone.now()},
        {"answered_at": timezone.now(), "answer": "return", "answered_by": "user:1"},
        {"answered_at": timezone.now(), "answer": "link", "answered_by": "u", "reason": "x"},
    ],
)
def test_a_question_that_cannot_be(facts: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ask(make(), **facts)


@pytest.mark.usefixtures("db")
def test_one_question_for_one_row() -> None:
    sent = make()
    ask(sent)
    with pytest.raises(IntegrityError), transaction.atomic():
        ask(sent)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("column", ["sha256", "unit_id", "received_at", "filename"])
def test_what_was_received_is_not_rewritten(column: str) -> None:
    sent = make()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Submission.objects.filter(pk=sent.pk).update(**{column: getattr(sent, column)})
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        sent.delete()


@pytest.mark.usefixtures("db")
def test_only_listed_columns_exist() -> None:
    for table, columns in COLUMN_UPDATES.items():
        assert table in APPEND_ONLY
        with connection.cursor() as cursor:
            known = {c.name for c in connection.introspection.get_table_description(cursor, table)}
        assert set(columns) <= known


def test_what_is_over_stays_over_even_for_the_owner(owner: psycopg.Connection) -> None:
    sent = deliver("licence", [licence(1)])
    with pytest.raises(psycopg.IntegrityError, match="stays so"):
        owner.execute(
            "UPDATE intake_submission SET stage = 'linked', finished_at = NULL WHERE id = %s",
            [sent.pk],
        )


@pytest.mark.usefixtures("db")
def test_stages() -> None:
    assert {stage for stage in Stage if stage.final} == FINAL
    assert send("licence", [licence(1)]).stage == Stage.RECEIVED


def ask(sent: Submission, **facts: Any) -> Question:
    given = {
        "submission": sent,
        "row_no": 2,
        "item": "licence",
        "kind": "no-code",
        "name": "示例",
        "payload": {},
        "match_key": SHA,
        "owner_unit": "x",
        "due_on": timezone.localdate(),
        "asked_at": timezone.now(),
    }
    return Question.objects.create(**(given | facts))
