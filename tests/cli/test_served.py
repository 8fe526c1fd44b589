"""`mingjian served`: the list out, the filled workbook in, what is wrong told by row."""

import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from effects import world
from effects.following import followed
from effects.serving import book, key, line, of_other_unit, opened, waiting
from mingjian.cli.app import app
from mingjian.effects.models import ServedDecision
from papers.making import OTHER as UNIT


@pytest.fixture(autouse=True)
def here(db: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - opens the database
    """The platform is set up by the test, and one decision of another unit stands."""
    monkeypatch.setenv("MINGJIAN_LANGUAGE", "en")
    monkeypatch.setattr("mingjian.cli.served.platform", nullcontext)
    world.tell()
    waiting(1)


def own(*numbers: int) -> None:
    """Decisions of the unit that wait."""
    for n in numbers:
        of_other_unit(key(n))
    followed(2)


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["served", *map(str, words)])


def told(*words: object) -> Any:
    done = run(*words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


def test_the_list_comes_out_and_goes_in_filled(tmp_path: Path) -> None:
    own(5, 6)
    target = tmp_path / "list.xlsx"
    assert told("--unit", UNIT, "--list", target)["waiting"] == 2
    filled = opened(target)
    assert filled.worksheets[0].max_row == 3
    done = told(book(tmp_path, line(key(5)), line(key(6))), "--unit", UNIT)
    assert (done["recorded"], done["bad"], done["findings"]) == (2, 0, [])
    assert told("--unit", UNIT, "--list", target)["waiting"] == 0
    assert ServedDecision.objects.count() == 2


def test_what_is_wrong_is_told_by_row_and_given_back(tmp_path: Path) -> None:
    own(5)
    path, back = book(tmp_path, line(key(5), "2024-03-01")), tmp_path / "back.xlsx"
    done = told(path, "--unit", UNIT, "--returned", back)
    (finding,) = done["findings"]
    assert (finding["row"], finding["code"]) == (2, "effects.served-too-early")
    assert "2024-03-04" in finding["what"]
    assert openpyxl.load_workbook(back).worksheets[1]["C2"].comment is not None
    assert not path.with_name("送达.returned.xlsx").exists()
    plain = run(book(tmp_path, line(key(1))), "--unit", UNIT)
    assert plain.exit_code == 0
    assert "delivered by another unit" in " ".join(plain.output.split())
    assert path.with_name("送达.returned.xlsx").is_file()


@pytest.mark.parametrize("words", [(), ("--list", "x.xlsx", "FILE")])
def test_it_is_one_of_the_two(tmp_path: Path, words: tuple[str, ...]) -> None:
    file = book(tmp_path)
    given = [file if word == "FILE" else word for word in words]
    assert run("--unit", UNIT, *given).exit_code == 2
