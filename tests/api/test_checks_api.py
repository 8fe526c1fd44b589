"""The check over the wire, through the lean chain of the real door."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.calling import CSRF, Caller, call, person, with_key
from checks.filing import (
    code_of,
    entries,
    make_client,
    make_record,
    make_subject,
    sealer_runs,
    sealer_stopped,
)

CODE = code_of(1)
BODY: dict[str, Any] = {
    "code": CODE,
    "matter": "licensing",
    "purpose": "decision",
    "case": "示办2024-1",
}
pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Caller:
    sealer_runs()
    make_record(make_subject(CODE))
    return with_key(make_client()[1])


def test_a_check_and_what_was_decided(client: Caller) -> None:
    asked = call("POST", "/checks", client, json=BODY)
    assert asked.status_code == 201
    answer = asked.get_json()
    assert [record["values"] for record in answer["records"]] == [{"CF_WSH": "示罚〔2024〕1号"}]
    receipt = answer["receipt"]

    told = call("POST", f"/checks/{receipt}/feedback", client, json={"outcome": "refused"})
    assert (told.status_code, told.get_json()["outcome"]) == (201, "refused")

    again = call("GET", f"/checks/{receipt}", client).get_json()
    assert again["agrees"]
    assert again["digest"] == answer["digest"]
    assert [one["outcome"] for one in again["feedback"]] == ["refused"]


def test_the_whole_request_is_one_statement(client: Caller) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert call("POST", "/checks", client, json=BODY).status_code == 201
    assert len(captured) == 1


def test_the_digest_is_over_the_bytes_sent(client: Caller) -> None:
    text = call("POST", "/checks", client, json=BODY).get_data(as_text=True)
    body = json.loads(entries()[-1][3])
    assert f'"digest": "{body["digest"]}"' in text
    assert '"asked":' + json.dumps(body["asked"], ensure_ascii=False, separators=(",", ":")) in text


def test_a_person_checks_by_session_with_a_token(client: Caller) -> None:
    clerk = person("clerk")
    assert call("POST", "/checks", clerk, json=BODY).status_code == 201
    without = Caller("clerk", {"Cookie": clerk.headers["Cookie"]})
    refused = call("POST", "/checks", without, json=BODY)
    assert (refused.status_code, refused.get_json()["code"]) == (403, "api.csrf_missing")
    forged = Caller("clerk", {"Cookie": clerk.headers["Cookie"], "X-CSRFToken": CSRF[::-1] + "x"})
    assert call("POST", "/checks", forged, json=BODY).status_code == 403
    assert client.headers


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer mj_unknown"},
        {"Authorization": "Bearer "},
        {"Authorization": "Basic bWo6bWo="},
        {"Cookie": "sessionid=unknown"},
        {"Cookie": "sessionid="},
    ],
)
def test_nobody_is_told_to_sign_in(headers: dict[str, str]) -> None:
    sealer_runs()
    refused = call("POST", "/checks", Caller("nobody", headers), json=BODY)
    if "Cookie" in headers:
        assert refused.status_code in {401, 403}
    else:
        assert refused.status_code == 401
        assert refused.headers["WWW-Authenticate"] == "Bearer"
    assert entries() == []


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"code": CODE[:-1] + "0"}, "code"),
        ({"matter": "curiosity"}, "matter"),
        ({"purpose": "curiosity"}, "purpose"),
        ({"case": " \t "}, "case"),
        ({"case": None}, "question.case"),
        ({"on": "2024-02-30"}, "question.on"),
        ({"why": "extra"}, "question.why"),
    ],
)
def test_a_wrong_field_is_named(client: Caller, changes: dict[str, Any], place: str) -> None:
    refused = call("POST", "/checks", client, json=BODY | changes)
    assert refused.status_code == 422
    assert refused.mimetype == "application/problem+json"
    assert refused.get_json()["place"] == place
    assert entries() == []


def test_without_the_log_there_is_no_answer(client: Caller) -> None:
    sealer_stopped()
    refused = call("POST", "/checks", client, json=BODY)
    assert refused.status_code == 503
    assert "示罚" not in refused.get_data(as_text=True)


def test_a_receipt_of_somebody_else_is_refused_by_a_named_rule(client: Caller) -> None:
    receipt = call("POST", "/checks", client, json=BODY).get_json()["receipt"]
    other = with_key(make_client()[1])
    for refused in (
        call("GET", f"/checks/{receipt}", other),
        call("POST", f"/checks/{receipt}/feedback", other, json={"outcome": "approved"}),
    ):
        assert refused.status_code == 403
        assert refused.get_json()["facts"]["rule"].startswith("out_of_scope.checking_client")
