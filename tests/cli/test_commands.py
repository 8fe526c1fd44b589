"""Commands against a running site, as an administrator's script would call them."""

import json
from pathlib import Path
from typing import Any

import pytest

from mingjian.kernel.uscc import compose
from running.site import RunningSite

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]
HEADER = "统一社会信用代码,名称,列入原因,列入日期,作出决定机关(列入)\n"


def _told(site: RunningSite, *words: str, code: int = 0) -> Any:
    done = site.command(*words, "--json")
    assert done.returncode == code, done.stderr + done.stdout
    return json.loads(done.stdout)


def test_the_demo_ends_with_a_sound_log(site: RunningSite) -> None:
    assert site.summary["log"]["faults"] == []
    assert site.summary["check"]["receipt"]
    assert site.summary["totals"]["new"] > 0


def test_intake_subject_records_and_check(site: RunningSite, tmp_path: Path) -> None:
    code = compose("91", "330299", "CMD00001")
    rows = f"{code},宁波示例命令行有限公司,通过登记的住所或者经营场所无法联系,2026-11-02,示例局\n"
    file = tmp_path / "异常.csv"
    file.write_text(HEADER + rows, "utf-8")
    words = ("intake", str(file), "--item", "abnormal-operations")
    told = _told(site, *words, "--unit", "zhenhai-market-regulation")
    assert (told["stage"], told["new"]) == ("posted", 1)
    again = _told(site, *words, "--unit", "zhenhai-market-regulation")
    assert (again["new"], again["unchanged"]) == (0, 1)

    (match, *_) = _told(site, "subject", code)
    assert match["decides"] is True
    (record,) = _told(site, "records", code, "--valid-on", "2026-11-10")
    assert record["item"] == "abnormal-operations"
    assert _told(site, "records", code, "--valid-on", "2026-11-01") == []
    assert _told(site, "records", code, "--known-on", "2026-01-01") == []

    asked = ("--matter", "licensing", "--purpose", "decision", "--case", "示例命令行1")
    answer = _told(site, "check", code, *asked)
    assert answer["subject"]["code"] == code
    proof = _told(site, "log", "proof", str(answer["entry"]), code=0)
    assert proof["entry"]["id"] == answer["entry"]


def test_a_name_only_proposes(site: RunningSite) -> None:
    matches = _told(site, "subject", "示例贸易")
    assert matches
    assert not any(match["decides"] for match in matches)


def test_the_log_verifies(site: RunningSite) -> None:
    assert _told(site, "log", "verify")["faults"] == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("records", "91330299MA0000000X"), "registry.no-such-subject"),
        (("log", "proof", "999999999"), None),
        (
            ("check", "坏代码", "--matter", "licensing", "--purpose", "decision", "--case", "1"),
            None,
        ),
    ],
)
def test_a_problem_is_a_document_with_exit_code_2(
    site: RunningSite, words: tuple[str, ...], code: str | None
) -> None:
    problem = _told(site, *words, code=2)
    assert problem["detail"]
    assert code is None or problem["code"] == code


def test_without_tables_it_says_what_to_do(tmp_path: Path) -> None:
    bare = RunningSite(tmp_path / "bare")
    bare.home.mkdir()
    done = bare.command("log", "verify", "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["code"] == "cli.not-set-up"


def test_the_demo_names_what_is_in_the_database(site: RunningSite) -> None:
    living = site.summary["living"]
    told = [
        *_told(site, "cases", "--limit", "999"),
        *_told(site, "cases", "--closed", "--limit", "999"),
    ]
    assert living["cases"] == len(told) == sum(one["cases"] for one in living["states"])
    late = _told(site, "cases", "--overdue", "--limit", "999")
    assert living["overdue"] == len(late) > 0
    assert {one["case"] for one in late} <= {one["case"] for one in told}
    shown = {one["list"]: one["in_force"] for one in _told(site, "lists")}
    assert all(shown[one["list_id"]] == one["in_force"] for one in living["lists"])
    usernames = {one["username"] for one in site.summary["accounts"]}
    assert {"organisation-1", "organisation-2", "reviewer"} <= usernames
    assert all(one["hint"]["zh"] for one in site.summary["accounts"])


def test_a_list_an_organisation_on_it_and_its_case(site: RunningSite) -> None:
    told = _told(site, "list", "B20")
    assert told["versions"][0]["may_list"] == "met"
    assert told["versions"][0]["deciders"] == ["zhenhai-market-regulation"]
    entry = next(one for one in told["entries"] if one["standing"] == "in_force" and one["case"])
    assert "示例" in entry["name"]
    now = _told(site, "effects", entry["code"])
    assert entry["entry"] in {one["id"] for one in now["entries"]} or now["shielded"]
    before = _told(site, "effects", entry["code"], "--on", "2019-01-01")
    assert before["entries"] == []
    case = _told(site, "case", str(entry["case"]))
    assert case["about"] == "list B20"
    assert case["history"][0]["entry"] > 0
    same = _told(site, "case", case["number"], "--unit", case["unit"])
    assert same == case


def test_a_repair_is_judged_without_a_case_and_without_a_guess(site: RunningSite) -> None:
    before = _told(site, "cases", "--limit", "999")
    code, record = _penalised(site)
    told = _told(site, "repair", code, record)
    assert told["verdict"] in {"met", "not_met", "cannot_tell"}
    more = _told(
        site, "repair", code, record, "--performed", "2020-01-01", "--pledged", "2020-01-01"
    )
    assert len(more["conditions"]) == len(told["conditions"])
    assert _told(site, "cases", "--limit", "999") == before


def _penalised(site: RunningSite) -> tuple[str, str]:
    """An organisation of a case about a penalty, and the penalty's record."""
    for one in _told(site, "cases", "--limit", "999"):
        kind, _, number = one["about"].partition(" ")
        if kind == "record" and number in _standing(site, one["code"]):
            return one["code"], number
    raise AssertionError("the demo has no case about a penalty that stands")


def _standing(site: RunningSite, code: str) -> set[str]:
    """The records that stand; one that a case had withdrawn is none of them."""
    return {one["record_id"] for one in _told(site, "records", code)}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("case", "999999"), "cases.no-such-case"),
        (("case", "明案〔1999〕1号"), "cases.no-such-case"),
        (("case", "nonsense"), "cases.no-such-case"),
        (("list", "Z99"), None),
        (("effects", "91330299MA0000000X"), "registry.no-such-subject"),
        (("repair", "91330299MA0000000X", "1"), "registry.no-such-subject"),
        (("procedure", "no-such"), None),
    ],
)
def test_a_command_on_cases_that_finds_nothing_says_so(
    site: RunningSite, words: tuple[str, ...], code: str | None
) -> None:
    problem = _told(site, *words, code=2)
    assert problem["detail"]
    assert code is None or problem["code"] == code
