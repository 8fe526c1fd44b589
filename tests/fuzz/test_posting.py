"""500 mutated files sent over the API and worked on: no 500, no traceback, nothing half-posted."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from werkzeug.test import TestResponse

from api.calling import Caller, call, with_key
from fuzz.mutations import ROUNDS, mutated, sound_files
from intake.letters import MARKET
from mingjian.accounts.clients import allow_sending, issue_key, open_client
from mingjian.intake.models import Submission
from mingjian.intake.process import run
from mingjian.intake.spool import spool_of
from mingjian.intake.stage import FINAL, Stage
from mingjian.ledger.audit import agree

pytestmark = pytest.mark.django_db
_OURS = 500
_KEPT = {"rows.parquet", "sheet.json", "told.parquet", "returned-zh.xlsx"}


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    return sound_files(tmp_path_factory.mktemp("seeds"))


@pytest.fixture
def sender() -> Caller:
    client = open_client("示例报送系统", MARKET)
    allow_sending(client, ["penalty"])
    return with_key(issue_key(client))


@pytest.mark.parametrize("number", range(ROUNDS))
def test_nothing_is_half_posted(number: int, seeds: list[bytes], sender: Caller) -> None:
    ends = {_sent(content, sender) for content in mutated(number, seeds)}
    assert len(ends) > 1, "a round in which all files end alike tests nothing"


def _sent(content: bytes, sender: Caller) -> str:
    """Send it, work on it, look at all that a sender can look at; how it ended."""
    form = {"item": "penalty", "file": (BytesIO(content), "mutated.xlsx")}
    answer = call("POST", "/submissions", sender, data=form)
    _told_plainly(answer)
    if answer.status_code >= 400:
        return str(_told(answer)["code"])
    number = _told(answer)["id"]
    run(number)
    for path in ("", "/findings", "/workbook"):
        _told_plainly(call("GET", f"/submissions/{number}{path}", sender))
    return _ended(Submission.objects.get(pk=number))


def _told(answer: TestResponse) -> dict[str, Any]:
    document: dict[str, Any] = answer.json or {}
    return document


def _told_plainly(answer: TestResponse) -> None:
    assert answer.status_code < _OURS, answer.text
    assert b"Traceback" not in answer.data
    if answer.status_code >= 400:
        assert answer.content_type == "application/problem+json"
        assert _told(answer)["code"]


def _ended(sent: Submission) -> str:
    """Posted whole or not at all, and ledger and log agree."""
    assert sent.stage in FINAL
    posted = sent.new + sent.changed
    assert _versions(sent.pk) == posted
    assert agree(sent.pk).agrees
    assert {path.name for path in _left(sent)} <= _KEPT
    if sent.stage == Stage.POSTED:
        assert sent.rows == sent.good + sent.bad + sent.held
        return "posted"
    assert posted == 0
    problem = sent.problem or {}
    assert problem["status"] < _OURS
    return str(problem["code"])


def _versions(number: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_version WHERE submission_id = %s", [number])
        return int(cursor.fetchone()[0])


def _left(sent: Submission) -> Iterator[Path]:
    return (path for path in spool_of(sent.pk).folder.rglob("*") if path.is_file())
