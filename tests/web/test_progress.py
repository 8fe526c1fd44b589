"""Steps and the sentence of a submission's progress."""

import pytest

from mingjian.intake.stage import FINAL, Stage
from mingjian.web.progress import ENDED, STEPS, going


def _states(stage: str, reached: str) -> list[str]:
    return [step.state for step in going(1, stage, reached, 0, 0).steps]


def test_the_stages_are_those_of_intake() -> None:
    assert {stage.value for stage in FINAL} == ENDED
    assert {name for name, _label in STEPS} <= {stage.value for stage in Stage}


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
    assert _states(stage, reached) == expected


def test_only_what_has_not_ended_is_polled() -> None:
    running = {s.value: going(1, s, "read", 0, 0).running for s in Stage}
    assert {name for name, still in running.items() if not still} == ENDED


def test_the_sentence_counts_rows_when_the_total_is_known() -> None:
    assert "12,000 / 50,000" in going(1, "read", "read", 12_000, 50_000).sentence
    assert "/" not in going(1, "read", "read", 0, 0).sentence
