"""Steps and the sentence of a submission's progress."""

import pytest

from mingjian.bulk import stage as batch
from mingjian.intake.stage import FINAL, Stage
from mingjian.web.progress import BATCH, SUBMISSION, Course, going


def _states(course: Course, stage: str, reached: str) -> list[str]:
    return [step.state for step in going(course, stage, reached, 0, 0).steps]


def test_the_stages_are_those_of_the_rooms() -> None:
    assert {stage.value for stage in FINAL} == SUBMISSION.ended
    assert {name for name, _label in SUBMISSION.steps} <= {stage.value for stage in Stage}
    assert {stage.value for stage in batch.FINAL} == BATCH.ended
    assert {name for name, _label in BATCH.steps} <= {stage.value for stage in batch.Stage}


@pytest.mark.parametrize(
    ("stage", "reached", "expected"),
    [
        ("received", "received", ["done", "now", "", "", ""]),
        ("validated", "validated", ["done", "done", "done", "now", ""]),
        ("posted", "posted", ["done"] * 5),
        ("failed", "read", ["done", "done", "failed", "", ""]),
        ("cancelled", "received", ["done", "failed", "", "", ""]),
        ("failed", "", ["done", "failed", "", "", ""]),
    ],
)
def test_steps(stage: str, reached: str, expected: list[str]) -> None:
    assert _states(SUBMISSION, stage, reached) == expected


@pytest.mark.parametrize(
    ("stage", "reached", "expected"),
    [
        ("received", "received", ["done", "now", ""]),
        ("running", "received", ["done", "now", ""]),
        ("done", "done", ["done"] * 3),
        ("failed", "received", ["done", "failed", ""]),
        ("cancelled", "received", ["done", "failed", ""]),
    ],
)
def test_steps_of_a_batch(stage: str, reached: str, expected: list[str]) -> None:
    assert _states(BATCH, stage, reached) == expected


def test_only_what_has_not_ended_is_polled() -> None:
    running = {s.value: going(SUBMISSION, s, "read", 0, 0).running for s in Stage}
    assert {name for name, still in running.items() if not still} == SUBMISSION.ended
    batches = {s.value: going(BATCH, s, "received", 0, 0).running for s in batch.Stage}
    assert {name for name, still in batches.items() if not still} == BATCH.ended


@pytest.mark.parametrize("course", [SUBMISSION, BATCH])
def test_the_sentence_counts_when_the_total_is_known(course: Course) -> None:
    assert "12,000 / 50,000" in going(course, "read", "read", 12_000, 50_000).sentence
    assert "/" not in going(course, "read", "read", 0, 0).sentence
