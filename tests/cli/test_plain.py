"""Commands without a database: what a script reads from them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from mingjian.cli.app import app
from mingjian.policy.problems import UnknownList, UnknownProcedure

SHIPPED = Path(__file__).resolve().parents[2] / "policies"


def _run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_codes_are_examined_one_by_one() -> None:
    result = _run("code", "91330211MA2TE5T016", "00000000000000000X", "--json")
    assert result.exit_code == 1  # one of them is not valid
    first, second = json.loads(result.stdout)
    assert (first["valid"], first["subject_class"], first["area"]) == (True, "enterprise", "330211")
    assert (second["valid"], second["fault"]) == (False, "placeholder")


def test_a_valid_code_alone_succeeds() -> None:
    assert _run("code", "91330211MA2TE5T016").exit_code == 0


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2026-02-10", 7, "2026-02-26"),
        ("2019-09-29", 7, "2019-10-14"),
        ("2026-04-30", 7, "2026-05-13"),
    ],
)
def test_working_days_of_the_law(day: str, count: int, expected: str) -> None:
    told = json.loads(_run("workdays", day, str(count), "--json").stdout)
    assert (told["date"], told["provisional"]) == (expected, False)


def test_beyond_the_published_calendar_is_provisional() -> None:
    told = json.loads(_run("workdays", "2027-03-01", "5", "--json").stdout)
    assert told["provisional"] is True
    assert told["reason"]


def test_what_was_known_on_a_day() -> None:
    before = json.loads(
        _run("workdays", "2020-01-20", "7", "--known-on", "2020-01-20", "--json").stdout
    )
    after = json.loads(_run("workdays", "2020-01-20", "7", "--json").stdout)
    # The Spring Festival of 2020 was prolonged afterwards.
    assert before["date"] < after["date"] == "2020-02-06"


@pytest.mark.parametrize("words", [("workdays", "2026-13-01", "5"), ("workdays", "soon", "5")])
def test_what_is_no_date_is_refused_with_the_form(words: tuple[str, ...]) -> None:
    result = _run(*words)
    assert result.exit_code == 2
    assert "2026-04-01" in result.output


def test_negative_working_days_are_refused() -> None:
    assert _run("workdays", "2026-02-10", "--", "-1").exit_code != 0


@pytest.mark.parametrize("pack", ["national", "zhejiang", "zhenhai-2019"])
def test_the_shipped_packs_are_clean(pack: str) -> None:
    result = _run("policy", "lint", str(SHIPPED / pack), "--json")
    assert result.exit_code == 0
    told = [one["code"] for one in json.loads(result.stdout) if one["severity"] != "information"]
    # Of two historic lists the facts do not tell the last day, of five who decides: the gaps stay
    # open, and are told.
    assert set(told) <= {"policy.lint.list_no_last_day", "policy.lint.decider_untold"}


def test_the_packs_in_use_are_named_with_their_editions() -> None:
    packs = json.loads(_run("policy", "show", "--json").stdout)
    assert {pack["pack"] for pack in packs} == {"national", "zhejiang", "zhenhai-2019"}
    assert all("@" in pack["edition"] for pack in packs)


def test_every_command_teaches() -> None:
    for words in (
        [],
        ["intake"],
        ["check"],
        ["records"],
        ["log", "verify"],
        ["demo"],
        ["client", "add"],
    ):
        result = _run(*words, "--help")
        assert result.exit_code == 0
        assert len(result.stdout) > 200


def test_a_procedure_is_drawn_with_every_state_and_step() -> None:
    drawn = json.loads(_run("procedure", "determination", "--on", "2026-11-25", "--json").stdout)
    text = _run("procedure", "determination", "--on", "2026-11-25").stdout
    assert all(f"[{node['label']}]" in text for node in drawn["nodes"])
    assert text.count(" → ") == len(drawn["edges"])
    adverse = next(edge for edge in drawn["edges"] if edge["adverse"])
    assert f"!{adverse['label']} (head)" in text
    assert _run("procedure", "determination", "--mermaid").stdout.startswith("flowchart TD")


@pytest.mark.parametrize("asked", ["2020-01-01", "2026-11-25"])
def test_procedures_are_listed_as_of_a_day(asked: str) -> None:
    told = {one["id"] for one in json.loads(_run("procedure", "--on", asked, "--json").stdout)}
    assert "determination" in told
    assert ("shielding" in told) is (asked == "2026-11-25")


def test_the_repair_procedure_is_that_of_its_day() -> None:
    def rules(day: str) -> str:
        return _run("procedure", "repair", "--on", day, "--json").stdout

    assert json.loads(rules("2025-07-01"))["procedure"] == "repair"
    assert isinstance(_run("procedure", "repair", "--on", "2020-01-01").exception, UnknownProcedure)


@pytest.mark.parametrize("words", [("procedure", "no-such"), ("list", "Z99")])
def test_what_the_packs_do_not_know_is_a_problem(words: tuple[str, ...]) -> None:
    assert isinstance(_run(*words).exception, UnknownProcedure | UnknownList)


@pytest.mark.parametrize(
    "command", ["cases", "case", "lists", "list", "effects", "repair", "procedure"]
)
def test_help_teaches_in_both_languages(command: str) -> None:
    told = _run(command, "--help").stdout
    assert "--json" in told
    assert any("\u4e00" <= letter <= "\u9fff" for letter in told)
    assert sum(word.isascii() and word.isalpha() for word in told.split()) > 5
