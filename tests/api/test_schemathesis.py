"""Bounded fuzzing of every operation against its own document, as a client with every right."""

from typing import Any
from wsgiref.types import StartResponse

import pytest
import schemathesis
from django.http import HttpResponse, StreamingHttpResponse
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from api.calling import Caller, connection_kept, with_key
from checks.filing import MATTER, code_of, make_record, make_subject
from mingjian.accounts.clients import allow_checks, allow_sending, issue_key, open_client
from mingjian.evidence.append import append
from mingjian.evidence.seal import seal_once
from mingjian.site.wsgi import application


def closing(environ: dict[str, Any], start_response: StartResponse) -> list[bytes]:
    """The site, its responses closed as PEP 3333 asks of a server: uploads close with them."""
    response = application(environ, start_response)
    assert isinstance(response, HttpResponse | StreamingHttpResponse)
    try:
        return [b"".join(response)]
    finally:
        response.close()


schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", closing)
EXAMPLES = 5
# JSON Schema cannot say that check characters hold, or that a pack names the item or matter.
FORM_SAYS_TOO_LITTLE = dict.fromkeys(
    ("create_batch", "create_check", "create_submission", "create_submission_of_rows"),
    positive_data_acceptance,
)
# pydantic reads the number 0 as the first day of 1970: a day nobody meant, but a day.
TAKES_NUMBERS_FOR_DAYS = dict.fromkeys(
    [
        "create_batch",
        "create_check",
        "create_feedback",
        "list_items",
        "list_joint_cases",
        "list_submissions",
        "read_records",
        "read_subject",
        "report_service_days",
    ],
    negative_data_rejection,
)


@pytest.fixture
def client(committed_db: str) -> Caller:
    append("test.started", actor="system:test", body={})
    seal_once()
    make_record(make_subject(code_of(1)))
    system = open_client("示例系统", "zhenhai-finance")
    allow_checks(system, MATTER, ["penalty"])
    allow_sending(system, ["penalty"])
    assert committed_db
    return with_key(issue_key(system))


def not_asked(operation: str) -> list[Any]:
    """The checks of schemathesis that an operation cannot pass, for the reasons above."""
    both = FORM_SAYS_TOO_LITTLE.get(operation), TAKES_NUMBERS_FOR_DAYS.get(operation)
    return [check for check in both if check is not None]


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_api_keeps_to_its_document(case: schemathesis.Case[Any], client: Caller) -> None:
    with connection_kept():
        case.call_and_validate(
            headers=client.headers,
            base_url="http://localhost",
            excluded_checks=not_asked(case.operation.definition.raw["operationId"]),
        )
