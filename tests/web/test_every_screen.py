"""Every screen times every role, reads and writes, made from the table of routes.

A route nobody put into the world below fails here: so no screen comes without its place in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, reverse

from intake import letters
from mingjian.accounts.access import PUBLIC, SIGNED_IN, access_of
from mingjian.accounts.actor import SYSTEM
from mingjian.accounts.roles import roles
from mingjian.cases.training import plan
from mingjian.checks.told.receive import receive_feedback
from mingjian.effects.service.receive import receive_services
from mingjian.evidence.append import append
from mingjian.intake.questions import questions
from mingjian.ledger.read import as_of
from mingjian.web.urls import urlpatterns
from web import counter, proceedings, world
from web.conftest import SignIn

ROUTES: dict[str, URLPattern] = {str(pattern.name): pattern for pattern in urlpatterns}
NOBODY = ""
EVERYBODY = (*world.ROLES, NOBODY)
# A screen that is found and allowed answers one of these, whatever the state of its object: shown,
# led on, given back as incomplete, refused by the state (409), or the log not sealed yet (503).
NO_SUCH_METHOD = 405
SERVED = {200, 302, 404, NO_SUCH_METHOD, 409, 422, 503}


@dataclass(frozen=True)
class World:
    """What the routes' parameters stand for."""

    submission: int
    question: int
    entry: int
    record: str
    case: int
    notice: int
    listed: int
    paper: int
    session: int
    batch: int
    sheet: int
    told: int

    def address(self, name: str) -> str:
        """The address of a route in this world."""
        given: dict[str, object] = {
            "number": self._numbers.get(name, self.submission),
            "step_id": "state",
            "procedure_id": "rectification",
            "notice_id": self.notice,
            "list_id": proceedings.LIST,
            "unit_id": world.units()[0],
            "item_id": "penalty",
            "code": world.CODE,
            "record_id": self.record,
            "entry_id": self.entry,
        }
        if name == "receipt":
            given["number"] = f"{self.entry}-000000000000"
        wanted = ROUTES[name].pattern.converters
        return reverse(name, kwargs={key: given[key] for key in wanted})

    @property
    def _numbers(self) -> dict[str, int]:
        return {
            "question": self.question,
            "case": self.case,
            "case-step": self.case,
            "case-served": self.case,
            "notice": self.notice,
            "list-entry": self.listed,
            "list-publish": self.listed,
            "paper": self.paper,
            "paper-file": self.paper,
            "training": self.session,
            "batch": self.batch,
            "batch-progress": self.batch,
            "batch-workbook": self.batch,
            "batch-cancel": self.batch,
            "service-sheet": self.sheet,
            "service-sheet-progress": self.sheet,
            "service-sheet-workbook": self.sheet,
            "service-sheet-cancel": self.sheet,
            "owed-sheet": self.told,
            "owed-sheet-progress": self.told,
            "owed-sheet-workbook": self.told,
            "owed-sheet-cancel": self.told,
        }


def filled_in(unit_id: str) -> int:
    """The number of a workbook of service days that was sent for the unit."""
    content = BytesIO("文书号\n示罚〔2024〕1号\n".encode())
    return receive_services(content, filename="送达.csv", unit_id=unit_id, actor=SYSTEM).id


def fed_back(unit_id: str) -> int:
    """The number of a workbook of feedback that a clerk of the unit sent."""
    content = BytesIO("回执号\n1-000000000000\n".encode())
    return receive_feedback(content, filename="反馈.csv", actor=counter.clerk(unit_id)).id


@pytest.fixture
def small_world(sealed: None, subject: int) -> World:  # noqa: ARG001 - checks need the sealer
    first, _second = world.units()
    world.register(letters.code(2), letters.name(2))
    rows = [letters.penalty(1), letters.penalty(2, CF_XDR_MC="示例别的名字有限公司")]
    sent = letters.deliver("penalty", [*rows, letters.penalty(3, CF_WSH="")], unit=first)
    other = world.register(world.OTHER_CODE, "示例制造有限公司")
    proceedings.decided(other)
    case = proceedings.ready(other)
    notice = case.history[1].notices[0]
    office = proceedings.actor("credit_office", proceedings.OFFICE)
    return World(
        case=case.id,
        notice=notice.id,
        paper=notice.paper.id,
        listed=proceedings.entry_of(other),
        session=plan("示例培训", date(2026, 5, 6), "示例地点", office).id,
        batch=counter.sent(counter.codes(world.CODE), unit_id=first).id,
        sheet=filled_in(first),
        told=fed_back(first),
        submission=sent.pk,
        question=questions(SYSTEM)[0].id,
        entry=append("subject.read", actor="user:1", body={}),
        record=str(as_of(subject)[0].record_id),
    )


def _may(role: str, name: str) -> bool:
    needed = access_of(ROUTES[name].callback)
    if needed in {PUBLIC, SIGNED_IN}:
        return True
    return bool(role) and needed in roles()[role].rights


def _statuses(browser: Client, place: World) -> Iterator[tuple[str, str, int]]:
    for name in ROUTES:
        address = place.address(name)
        yield name, "get", _status(browser.get(address))
        if name not in {"sign-out", "preferences"}:
            yield name, "post", _status(browser.post(address))


def _status(response: HttpResponseBase) -> int:
    """A file handed out stays open until it is sent; closing the response would end the test's
    database connection with it, so only the file is closed.
    """
    for close in response._resource_closers:  # type: ignore[attr-defined]  # not in the stubs
        close()
    return response.status_code


@pytest.mark.parametrize("name", ROUTES)
def test_every_route_says_whom_it_serves(name: str) -> None:
    assert access_of(ROUTES[name].callback) is not None


@pytest.mark.parametrize("role", EVERYBODY)
def test_every_screen_serves_whom_it_may_and_refuses_all_others(
    signed_in: SignIn, small_world: World, role: str
) -> None:
    for name, method, status in _statuses(signed_in(role), small_world):
        if (method, status) == ("post", NO_SUCH_METHOD):
            continue
        expected = _may(role, name)
        assert (status in SERVED) is expected, (name, method, status)
        assert expected or status == 403, (name, method, status)


def test_nobody_sees_anything_without_signing_in(small_world: World) -> None:
    for name, method, status in _statuses(Client(), small_world):
        if access_of(ROUTES[name].callback) != PUBLIC:
            assert status in {302, 405}, (name, method, status)


@pytest.mark.parametrize("name", ["submission", "submission-progress", "findings", "workbook"])
def test_another_units_submission_is_not_found(
    signed_in: SignIn, small_world: World, name: str
) -> None:
    first, second = world.units()
    address = small_world.address(name)
    assert _status(signed_in("liaison", first).get(address)) == 200
    assert _status(signed_in("liaison", second).get(address)) == 404
    assert _status(signed_in("auditor", second).get(address)) == 200


def test_lists_hold_the_own_units_rows_only(signed_in: SignIn, small_world: World) -> None:
    first, second = world.units()
    addresses = {"submissions": "submission", "questions": "question"}
    for name, one in addresses.items():
        row = f'href="{small_world.address(one)}"'
        assert row in signed_in("liaison", first).get(reverse(name)).content.decode(), name
        assert row not in signed_in("liaison", second).get(reverse(name)).content.decode(), name


def test_writes_reach_no_further_than_reads(signed_in: SignIn, small_world: World) -> None:
    _first, second = world.units()
    stranger, auditor = signed_in("liaison", second), signed_in("auditor")
    answer = {"choice": "return", "reason": "示例理由"}
    question, cancel = small_world.address("question"), small_world.address("submission-cancel")
    assert stranger.post(question, answer).status_code == 404
    assert stranger.post(cancel).status_code == 404
    assert auditor.post(question, answer).status_code == 403
    assert auditor.post(cancel).status_code == 403


def test_nobody_sends_for_another_unit(signed_in: SignIn) -> None:
    file = SimpleUploadedFile("示例.csv", letters.as_csv([letters.entity(1)]).read())
    browser = signed_in("liaison", letters.OTHER)
    response = browser.post("/desk/", {"item": "market-entity", "file": file})
    assert response.status_code in {403, 422}
