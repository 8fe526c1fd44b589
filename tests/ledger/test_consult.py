from datetime import date

import pytest
from django.test import Client

from ledger.deliveries import ITEM, moment, number, posting, row
from mingjian.accounts.actor import SYSTEM, Actor, Held
from mingjian.accounts.models import Account, Grant
from mingjian.evidence.problems import LogUnavailable
from mingjian.evidence.read import entries
from mingjian.kernel.problem import NotAllowed
from mingjian.ledger import consult as room
from mingjian.ledger.busiest import busiest
from mingjian.ledger.consult import consult, consult_timeline
from mingjian.ledger.post import post
from mingjian.ledger.withdraw import withdraw
from mingjian.registry.problems import NoSuchSubject
from registry.register import code, enrol

pytestmark = pytest.mark.django_db

OFFICE = Actor("user:5", "示例", "qu-fgj", (Held("credit_office"),))
OWN = Actor("user:6", "示例", "qu-fgj", (Held("liaison"),))
OTHER = Actor("user:7", "示例", "qu-rsj", (Held("liaison"),))
CLERK = Actor("user:8", "示例", "qu-fgj", (Held("clerk"),))


@pytest.fixture(autouse=True)
def subject_id() -> int:
    number_ = enrol([(code(1), "示例甲有限公司"), (code(2), "示例乙有限公司")])[code(1)]
    post([row("甲", subject_id=number_), row("乙", subject_id=number_, row_no=2)], posting())
    return number_


def test_a_look_into_the_file_is_logged(subject_id: int) -> None:
    seen = consult(OFFICE, code(1), valid_on=date(2026, 1, 1), known_on=moment(1), items=[ITEM])
    assert len(seen.versions) == 2
    (entry,) = entries(about=subject_id)
    assert (entry.id, entry.kind, entry.actor) == (seen.entry, "subject.read", "user:5")
    assert (entry.body["count"], entry.body["valid_on"]) == (2, "2026-01-01")


def test_a_liaison_sees_what_the_own_unit_sent() -> None:
    assert [len(consult(who, code(1)).versions) for who in (OFFICE, OWN, OTHER)] == [2, 2, 0]
    assert [len(consult_timeline(who, code(1)).records) for who in (OWN, OTHER)] == [2, 0]


def test_a_clerk_asks_by_a_check_and_not_by_the_file() -> None:
    with pytest.raises(NotAllowed):
        consult(CLERK, code(1))


def test_the_timeline_tells_withdrawn_records() -> None:
    withdraw(number("甲"), reason="撤销", basis="示例判决", actor="user:2", at=moment(1))
    seen = consult_timeline(OFFICE, code(1))
    assert sorted(record.stands for record in seen.records) == [False, True]


def test_nobody_under_that_code_is_told() -> None:
    with pytest.raises(NoSuchSubject):
        consult(SYSTEM, code(9))


def test_without_the_log_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_args: object, **_facts: object) -> int:
        raise LogUnavailable(what="evidence_entry")

    monkeypatch.setattr(room, "append", down)
    with pytest.raises(LogUnavailable):
        consult(OFFICE, code(1))


def test_the_busiest_subject_is_told(subject_id: int) -> None:
    assert busiest(1) == [(subject_id, 2)]


@pytest.fixture
def client() -> Client:
    """Signed in as somebody of the credit office."""
    account = Account.objects.create_user("office", name="示例", unit_id="qu-fgj")
    Grant.objects.create(account=account, role="credit_office", given_by="system:test")
    browser = Client()
    browser.force_login(account)
    return browser


def test_the_file_over_http(client: Client) -> None:
    told = client.get(f"/api/v1/subjects/{code(1)}/records?valid_on=2026-01-01&item=penalty").json()
    assert (told["code"], told["name"], told["units"]) == (code(1), "示例甲有限公司", None)
    assert {record["payload"]["CF_WSH"] for record in told["records"]} == {"甲", "乙"}
    assert {record["valid_from"] for record in told["records"]} == {"2024-01-01"}
    assert {record["known_until"] for record in told["records"]} == {None}


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("known_on=2026-05-01T08:59:59Z", 0),
        ("known_on=2026-05-01T17:00:00%2B08:00", 2),
        ("known_on=2026-05-02T00:59:59%2B15:59", 2),
        ("valid_on=2023-12-31", 0),
        ("item=licence", 0),
        ("item=licence&item=penalty", 2),
    ],
)
def test_both_axes_over_http(client: Client, query: str, count: int) -> None:
    told = client.get(f"/api/v1/subjects/{code(1)}/records?{query}").json()
    assert len(told["records"]) == count


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"subjects/{code(1)}/records?known_on=2026-05-01T00:00:00", 422),
        (f"subjects/{code(1)}/records?known_on=0001-01-01T00:00:00%2B14:00", 422),
        (f"subjects/{code(1)}/records?item=%00", 422),
        (f"subjects/{code(9)}/records", 404),
        ("subjects/%00/records", 404),
        (f"subjects/{code(9)}", 404),
        ("subjects?q=%E7%A4%BA", 422),
        ("subjects", 422),
    ],
)
def test_what_cannot_be_read_is_told_as_a_problem(client: Client, path: str, status: int) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.json()["status"]) == (status, status)


def test_subjects_over_http(client: Client) -> None:
    found = client.get("/api/v1/subjects", {"q": "示例甲有限公司"}).json()
    assert (found[0]["code"], found[0]["decides"]) == (code(1), False)
    told = client.get(f"/api/v1/subjects/{code(1)}").json()
    assert (told["name"], told["origin"], told["codes"]) == (
        "示例甲有限公司",
        "reported",
        [code(1)],
    )
