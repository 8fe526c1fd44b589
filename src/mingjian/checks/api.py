"""The check over HTTP."""

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router
from ninja.responses import Status

from mingjian.accounts.access import access, declared
from mingjian.accounts.actor import actor_of
from mingjian.accounts.api_auth import presented
from mingjian.checks.ask import ask, ask_with_key
from mingjian.checks.feedback import FeedbackView, report, reports
from mingjian.checks.replay import replay
from mingjian.checks.request import CheckRequest
from mingjian.checks.schemas import AnswerOut, CheckIn, FeedbackIn, FeedbackOut, ReplayOut

router = Router(tags=["checks"])


@router.post("/checks", response={201: AnswerOut}, auth=presented, summary="信用核查 / check")
@declared("check.ask")
def create_check(request: HttpRequest, question: CheckIn) -> HttpResponse:
    """Ask what is on file and in force about a subject; the answer carries a receipt.

    One statement finds who asks, answers and writes the log entry. Without the log no answer (503).
    """
    asked = CheckRequest(**question.model_dump())
    key = getattr(request, "presented_key", None)
    answer = ask(actor_of(request), asked) if key is None else ask_with_key(key, asked)
    return HttpResponse(answer.json(), content_type="application/json", status=201)
