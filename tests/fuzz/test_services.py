"""Mutated workbooks of service days: only problems come out, nothing is half-recorded."""

from io import BytesIO
from pathlib import Path

import pytest

from checks.filing import entries as logged
from effects import world
from effects.serving import (
    LIAISON,
    SENDER,
    book,
    findings_of,
    key,
    line,
    returned,
    sheet,
    waiting,
)
from fuzz.mutations import ROUNDS, also_as_csv, mutated
from mingjian.accounts.actor import system
from mingjian.effects.models import ServedDecision, ServiceSheet
from mingjian.effects.service.receive import receive_services
from mingjian.effects.service.run import run_sheet
from mingjian.kernel.problem import Problem, again

pytestmark = pytest.mark.django_db
DECISIONS = 6
OURS = 500
SOME = max(1, ROUNDS // 8)
WHO = system("example")


@pytest.fixture
def seeds(tmp_path: Path) -> list[bytes]:
    """A workbook and a csv of six answers, of which the last contradicts the first."""
    world.tell()
    waiting(DECISIONS)
    rows = [line(key(n)) for n in range(1, DECISIONS + 1)]
    path = book(tmp_path, *rows, line(key(1), "2024-03-09"))
    return also_as_csv(path)


@pytest.mark.parametrize("number", range(SOME))
def test_nothing_is_half_recorded(number: int, seeds: list[bytes]) -> None:
    ends = {_sent(content) for content in (*seeds, *mutated(number, seeds))}
    assert "done" in ends
    assert len(ends) > 1, "a round in which all files end alike tests nothing"


def _sent(content: bytes) -> str:
    """Send it and work on it; how it ended, and that the counts are those of the rows written."""
    before, said = ServedDecision.objects.count(), len(logged("services.ended"))
    try:
        number = receive_services(
            BytesIO(content), filename="=cmd()|示例.xlsx", unit_id=SENDER, actor=WHO
        ).id
    except Problem as problem:
        return problem.code if problem.status < OURS else pytest.fail(str(problem))
    run_sheet(number)
    found, row = sheet(LIAISON, number), ServiceSheet.objects.get(pk=number)
    assert found.finished
    assert ServedDecision.objects.count() - before == found.recorded + found.corrected
    assert len(logged("services.ended")) == said + 1
    if found.problem is not None:
        problem_told = again(found.problem)
        assert problem_told is not None
        assert problem_told.status < OURS
        return problem_told.code
    assert found.rows == found.done + found.unfilled + row.bad
    assert {one.row_no for one in findings_of(row) if one.severity == "error"} or not found.bad
    assert returned(row).stat().st_size > 0
    return found.stage
