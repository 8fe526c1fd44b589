"""Whatever goes wrong, the API answers a problem document in the caller's language."""

import json

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import UnreadablePostError
from django.test import RequestFactory
from werkzeug.test import TestResponse

from api.calling import Caller, call, with_key
from checks.filing import make_client
from mingjian.site import api_problems
from mingjian.site.api import ProblemOut, api

pytestmark = pytest.mark.django_db


def problem(response: TestResponse) -> ProblemOut:
    assert response.mimetype == "application/problem+json"
    told = ProblemOut.model_validate(response.get_json())
    assert told.status == response.status_code
    return told


@pytest.fixture
def client() -> Caller:
    return with_key(make_client()[1])


@pytest.mark.parametrize("path", ["/", "/nowhere", "/checks/", "/checks/1/2/3", "/../x"])
def test_an_address_that_is_none(path: str) -> None:
    assert problem(call("GET", path)).code == "not_found"


def test_a_method_that_is_none(client: Caller) -> None:
    refused = call("DELETE", "/checks", client)
    assert problem(refused).code == "api.method_not_allowed"
    assert refused.headers["Allow"] == "POST"
    assert problem(call("POST", "/openapi.json")).status == 405
    assert problem(call("POST", "/nowhere")).status == 404


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b"[" * 50_000, b'{"code": ' + b"9" * 5000 + b"}", b"NaN"]
)
def test_a_body_that_is_no_json(client: Caller, body: bytes) -> None:
    refused = call("POST", "/checks", client, data=body, content_type="application/json")
    assert problem(refused).status in {400, 422}


def test_lone_surrogates_and_nul_are_refused(client: Caller) -> None:
    for case in ("\ud800", "\x00"):
        body = json.dumps({"code": "x" * 18, "matter": case, "purpose": case, "case": case})
        refused = call("POST", "/checks", client, data=body, content_type="application/json")
        assert problem(refused).status in {400, 422}


@pytest.mark.parametrize("path", ["/submissions", "/checks/batches"])
def test_a_form_whose_header_names_no_boundary_is_the_callers_fault(
    client: Caller, path: str
) -> None:
    refused = call("POST", path, client, data=b"--x--", content_type="multipart/form-data")
    told = problem(refused)
    assert (told.status, told.code) == (400, "api.bad_request")
    assert "boundary" in told.title


def test_a_body_that_the_caller_stopped_sending_is_no_fault_of_ours() -> None:
    told = api.on_exception(RequestFactory().get("/"), UnreadablePostError("gone"))
    assert (told.status_code, json.loads(told.content)["code"]) == (400, "api.bad_request")


def test_a_body_that_cannot_be_read_says_so_in_the_callers_language(client: Caller) -> None:
    sent = {"data": b'{"code":', "content_type": "application/json"}
    chinese = problem(call("POST", "/checks", client, **sent))
    english = problem(call("POST", "/checks", client, headers={"Accept-Language": "en"}, **sent))
    assert chinese.title == "请求无法读取：请求体不是完整的 UTF-8 编码 JSON。"
    assert english.title == "The request cannot be read: the body is not whole JSON in UTF-8."


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_database_that_went_away_is_503_not_a_fault_of_ours(
    client: Caller, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("wrapped, as the queue does") from error("the server is gone")

    monkeypatch.setattr("mingjian.intake.api.policies", gone)
    told = problem(call("GET", "/items", client))
    assert (told.code, told.status) == ("unavailable", 503)


def test_a_body_that_is_too_large(client: Caller) -> None:
    refused = call(
        "POST", "/checks", client, data=b" " * (11 * 1024 * 1024), content_type="application/json"
    )
    assert problem(refused).status == 413


def test_the_language_is_the_callers() -> None:
    chinese = problem(call("GET", "/nowhere"))
    english = problem(call("GET", "/nowhere", headers={"Accept-Language": "en-GB,zh;q=0.5"}))
    assert chinese.title.startswith("未找到")
    assert english.title.startswith("Not found")
    assert chinese.code == english.code


def test_a_fault_of_ours_is_hidden_and_noted(caplog: pytest.LogCaptureFixture) -> None:
    request = RequestFactory().get("/api/v1/checks")
    for error in (RuntimeError("a secret"), LookupError("a secret")):
        told = api.on_exception(request, error)
        assert told.status_code == 500
        assert "secret" not in told.content.decode()
    assert "API fault at /api/v1/checks" in caplog.text


def test_a_suspicious_request_is_a_bad_one() -> None:
    told = api.on_exception(RequestFactory().get("/"), SuspiciousOperation("x"))
    assert (told.status_code, json.loads(told.content)["code"]) == (400, "api.bad_request")
    assert told["Content-Type"] == api_problems.MEDIA_TYPE
