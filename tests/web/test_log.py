"""The log page: state, entries, proof of one entry."""

import json

import psycopg
import pytest
from django.test import Client

from evidence.logs import cheating, sealed
from mingjian.accounts.models import Account
from mingjian.evidence.append import append
from mingjian.evidence.check_up import carry_out
from mingjian.evidence.fresh import beat
from mingjian.evidence.seal import seal_once
from web import world
from web.conftest import SignIn


def _browser(role: str) -> Client:
    browser = Client()
    browser.force_login(world.person(role))
    return browser


@pytest.fixture
def entry(committed_db: str) -> int:  # noqa: ARG001 - it opens the database
    """A sealed entry; sealing needs a database in which transactions commit."""
    number = append("subject.read", actor="user:1", body={"code": "示例内容"})
    seal_once()
    return number


def test_an_entry_is_proven_and_its_content_shown_to_an_auditor(entry: int) -> None:
    page = _browser("auditor").get(f"/log/entries/{entry}/").content.decode()
    assert "已验证" in page
    assert "示例内容" in page


def test_whoever_may_only_verify_sees_the_proof_and_not_the_content(entry: int) -> None:
    page = _browser("clerk").get(f"/log/entries/{entry}/").content.decode()
    assert "已验证" in page
    assert "示例内容" not in page
    assert _browser("administrator").get(f"/log/entries/{entry}/proof/").status_code == 403


def test_the_proof_file_is_what_the_verifier_reads(entry: int) -> None:
    response = _browser("auditor").get(f"/log/entries/{entry}/proof/")
    proof = json.loads(response.content)
    assert {"entry", "position", "path", "checkpoint"} <= proof.keys()
    assert "attachment" in response.headers["Content-Disposition"]


@pytest.mark.usefixtures("entry")
def test_an_entry_not_sealed_yet_says_so() -> None:
    young = append("subject.read", actor="user:1", body={})
    page = _browser("auditor").get(f"/log/entries/{young}/")
    assert page.status_code == 200
    assert "已验证" not in page.content.decode()


@pytest.mark.usefixtures("entry")
def test_the_checkpoint_is_shown_and_given_as_a_file() -> None:
    browser = _browser("clerk")
    text = browser.get("/log/checkpoint/").content.decode()
    assert text.startswith("mingjian.example/zhenhai\n1\n")
    assert text.splitlines()[2] in browser.get("/log/").content.decode()


def test_a_log_that_is_not_sealed_is_announced(signed_in: SignIn) -> None:
    page = signed_in("clerk").get("/log/").content.decode()
    assert "日志超过公示时限未封存" in page
    beat()
    assert "日志超过公示时限未封存" not in signed_in("auditor").get("/log/").content.decode()


def test_entries_are_listed_for_readers_only(signed_in: SignIn, liaison: Account) -> None:
    append("subject.read", actor=f"user:{liaison.pk}", body={})
    assert liaison.name in signed_in("auditor").get("/log/").content.decode()
    assert 'id="entries"' not in signed_in("clerk").get("/log/").content.decode()


def test_entries_are_filtered_by_kind_actor_and_subject(signed_in: SignIn, subject: int) -> None:
    read = append("subject.read", actor="user:1", body={}, subject_id=subject)
    asked = append("check.asked", actor="client:2", body={})
    browser = signed_in("auditor")

    def shown(**query: str) -> set[int]:
        page = browser.get("/log/", query).content.decode()
        return {number for number in (read, asked) if f"/log/entries/{number}/" in page}

    assert shown() == {read, asked}
    assert shown(kind="check.asked") == {asked}
    assert shown(actor="user:1") == {read}
    assert shown(code=world.CODE) == {read}
    assert shown(code=world.OTHER_CODE) == set()


def test_older_entries_are_one_page_away(signed_in: SignIn) -> None:
    numbers = [append("subject.read", actor="user:1", body={}) for _ in range(51)]
    browser = signed_in("auditor")
    assert f"before={numbers[1]}" in browser.get("/log/").content.decode()
    older = browser.get("/log/", {"before": numbers[1]}).content.decode()
    assert f"/log/entries/{numbers[0]}/" in older


@pytest.mark.parametrize("name", ["before", "subject"])
@pytest.mark.parametrize("number", ["9" * 30, "-1", "x"])
def test_a_filter_by_a_number_that_is_none_is_no_fault(
    signed_in: SignIn, name: str, number: str
) -> None:
    assert signed_in("auditor").get("/log/", {name: number}).status_code == 200


@pytest.mark.parametrize("given", ["abc", "", "9" * 30, "-1", "１２"])
def test_a_number_that_is_none_is_404(signed_in: SignIn, given: str) -> None:
    assert signed_in("clerk").get("/log/entries/", {"entry": given}).status_code == 404


def test_an_entry_that_does_not_exist_is_404(signed_in: SignIn) -> None:
    assert signed_in("clerk").get("/log/entries/999999/").status_code == 404


@pytest.mark.usefixtures("entry")
def test_the_whole_log_is_verified_on_request() -> None:
    browser = _browser("clerk")
    assert "还没有人要求过" in browser.get("/log/").content.decode()
    assert browser.post("/log/verify/").status_code == 302
    waiting = browser.get("/log/verify/state/").content.decode()
    assert "正在验证" in waiting
    assert "hx-trigger" in waiting
    carry_out("user:1")
    found = browser.get("/log/verify/state/").content.decode()
    assert "完好" in found
    assert "hx-trigger" not in found


def test_faults_are_shown_with_their_sentences(owner: psycopg.Connection) -> None:
    sealed(10)
    with cheating(owner):
        owner.execute("UPDATE evidence_entry SET body = '{}' WHERE id % 5 = 0")
    carry_out("user:1")
    page = _browser("auditor").get("/log/").content.decode()
    assert "有问题" in page
    assert "发现 2 处问题" in page
    assert "条目内容与封存时不符" in page
