"""`mingjian succeed`, in this process, on a database of its own."""

import json

import pytest
from typer.testing import CliRunner, Result

from mingjian.cli.app import app
from mingjian.evidence.read import entries
from mingjian.registry.find import by_code
from mingjian.registry.problems import AlreadySucceeded, UnfitSuccession
from registry.register import code, enrol

WORDS = (
    "--on",
    "2026-03-02",
    "--reason",
    "conversion",
    "--basis",
    "示例通知书〔2026〕1号",
    "--json",
)


@pytest.fixture(autouse=True)
def _subjects(committed_db: str) -> None:  # noqa: ARG001 - it opens the database
    enrol([(code(1, "92"), "示例小店"), (code(2), "示例有限公司")])


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["succeed", *words])


def test_it_is_written_and_told_as_json() -> None:
    done = run(code(1, "92"), code(2), *WORDS)
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    (entry,) = entries(kind="subject.succeeded")
    assert told == {
        "predecessor": code(1, "92"),
        "successor": code(2),
        "name": "示例有限公司",
        "on": "2026-03-02",
        "reason": "conversion",
        "entry": entry.id,
    }
    found = by_code(code(1, "92"))
    assert found is not None
    assert [one.code for one in found.successors] == [code(2)]


def test_what_stands_in_the_way_ends_the_command() -> None:
    assert isinstance(run(code(2), code(2), *WORDS).exception, UnfitSuccession)
    run(code(1, "92"), code(2), *WORDS)
    assert isinstance(run(code(1, "92"), code(2), *WORDS).exception, AlreadySucceeded)


def test_what_is_no_day_is_refused() -> None:
    assert run(code(1, "92"), code(2), "--on", "soon", *WORDS[2:]).exit_code == 2
