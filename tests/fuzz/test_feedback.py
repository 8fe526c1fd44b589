"""Mutated workbooks of feedback: only problems come out, nothing is half-reported."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from checks.affecting import made_up
from checks.filing import entries as logged
from checks.telling import book, findings_of, line, returned, sheet
from checks.test_told import checked
from fuzz.mutations import ROUNDS, also_as_csv, mutated
from mingjian.accounts.actor import system
from mingjian.checks.models import Feedback, FeedbackSheet
from mingjian.checks.told.receive import receive_feedback
from mingjian.checks.told.run import run_feedback
from mingjian.kernel.problem import Problem, again

pytestmark = pytest.mark.django_db
OURS = 500
SOME = max(1, ROUNDS // 8)
WHO = system("example")


@pytest.fixture
def seeds(tmp_path: Path) -> Iterator[list[bytes]]:
    """A workbook and a csv of five reports, of which the last contradicts the first."""
    with made_up():
        receipts = checked(4)
        path = book(tmp_path, *map(line, receipts), line(receipts[0], "同意办理"))
        yield also_as_csv(path)


@pytest.mark.parametrize("number", range(SOME))
def test_nothing_is_half_reported(number: int, seeds: list[bytes]) -> None:
    ends = {_sent(content) for content in (*seeds, *mutated(number, seeds))}
    assert "done" in ends
    assert len(ends) > 1, "a round in which all files end alike tests nothing"


def _sent(content: bytes) -> str:
    """Send it and work on it; how it ended, and that the counts are those of the rows written."""
    before, said = Feedback.objects.count(), len(logged("check.feedback"))
    try:
        sent = receive_feedback(BytesIO(content), filename="=cmd()|示例.xlsx", actor=WHO)
    except Problem as problem:
        return problem.code if problem.status < OURS else pytest.fail(str(problem))
    run_feedback(sent.id)
    found, row = sheet(WHO, sent.id), FeedbackSheet.objects.get(pk=sent.id)
    assert found.finished
    written = found.recorded + found.corrected
    assert (Feedback.objects.count() - before, len(logged("check.feedback")) - said) == (
        written,
        written,
    )
    if found.problem is not None:
        problem_told = again(found.problem)
        assert problem_told is not None
        assert problem_told.status < OURS
        return problem_told.code
    assert found.rows == found.done + found.unfilled + row.bad
    assert {one.row_no for one in findings_of(row) if one.severity == "error"} or not found.bad
    assert returned(row).stat().st_size > 0
    return found.stage
