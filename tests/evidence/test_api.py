import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from ninja import NinjaAPI
from ninja.testing import TestClient

from evidence.logs import sealed
from mingjian.accounts.access import access_of
from mingjian.accounts.actor import Actor, Held, remember
from mingjian.accounts.decide import UnderRule
from mingjian.accounts.scope import Scope
from mingjian.evidence import api
from mingjian.evidence.append import append
from mingjian.evidence.checkpoint import parse_signed
from mingjian.evidence.keys import verify_key
from mingjian.evidence.problems import NotSealedYet
from mingjian.evidence.prove import checkpoint
from mingjian.kernel.problem import SignInFirst

AUDITOR = Actor("user:1", "示例审计", "zh-audit", (Held("auditor"),))
CLERK = Actor("user:2", "示例窗口", "zh-window", (Held("clerk"),))
NARROW = Actor("user:3", "示例审计", "zh-audit", (Held("auditor", Scope.SELF),))
NOBODY = Actor("user:4", "示例", "zh-none")


def asked_by(actor: Actor | None) -> HttpRequest:
    request = RequestFactory().get("/")
    if actor is not None:
        remember(request, actor)
    return request


@pytest.fixture
def client(committed_db: str) -> TestClient:
    """The log's routes alone; a request through it is made by nobody."""
    assert committed_db
    whole = NinjaAPI(urls_namespace="evidence-test")
    whole.add_router("", api.router)
    return TestClient(whole)


def test_anybody_reads_key_checkpoint_and_consistency(client: TestClient) -> None:
    sealed(5, 7)
    key, head = client.get("/log/key"), client.get("/log/checkpoint")
    assert key.content.decode() == verify_key().line() + "\n"
    assert parse_signed(head.content.decode()).signed_by(verify_key())
    assert head["Content-Type"].startswith("text/plain")
    grown = client.get("/log/consistency?old=5&new=12")
    assert grown.status_code == 200
    assert (grown.json()["old"], grown.json()["new"]) == (5, 12)
    for wrong in ("", "?old=5", "?old=x&new=12", "?old=-1&new=12", f"?old=1&new={2**63}"):
        assert client.get(f"/log/consistency{wrong}").status_code == 422


def test_before_the_first_seal_there_is_no_checkpoint(client: TestClient) -> None:
    with pytest.raises(NotSealedYet):
        client.get("/log/checkpoint")


@pytest.mark.usefixtures("committed_db")
def test_a_proof_is_for_the_doer_and_for_auditors() -> None:
    sealed(3)
    number = append("check.asked", actor=CLERK.id, body={})
    sealed(1)
    for actor in (AUDITOR, CLERK):
        document = api.read_proof(asked_by(actor), number)
        assert document["checkpoint"] == str(checkpoint())
    for actor in (NOBODY, NARROW):
        with pytest.raises(UnderRule):
            api.read_proof(asked_by(actor), number)
    with pytest.raises(SignInFirst):
        api.read_proof(asked_by(None), number)


@pytest.mark.django_db
def test_entries_are_read_by_right_and_reach() -> None:
    own = append("check.asked", actor=NARROW.id, body={"n": 1}, subject_id=9)
    other = append("check.asked", actor="client:5", body={"n": 2}, subject_id=9)
    asked = api.EntriesIn(about=9, kind=None, before=None, limit=10)
    assert [one.id for one in api.read_entries(asked_by(AUDITOR), asked)] == [other, own]
    assert [one.id for one in api.read_entries(asked_by(NARROW), asked)] == [own]
    for actor in (CLERK, NOBODY):
        with pytest.raises(UnderRule):
            api.read_entries(asked_by(actor), asked)


def test_every_operation_says_what_it_asks_for() -> None:
    found = {
        operation.view_func.__name__: access_of(operation.view_func)
        for view in api.router.path_operations.values()
        for operation in view.operations
    }
    assert found == {
        "read_key": "public",
        "read_checkpoint": "public",
        "read_consistency": "public",
        "read_proof": "log.verify",
        "read_entries": "log.read",
    }
