"""The check over HTTP."""

from dataclasses import asdict
from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.responses import Status

from mingjian.accounts.access import access, declared
from mingjian.accounts.actor import actor_of
from mingjian.accounts.api_auth import PRESENTED, presented_key
from mingjian.checks.answer import Answer
from mingjian.checks.ask import ask, ask_with_key
from mingjian.checks.feedback import FeedbackView, report, reports
from mingjian.checks.joint import JointCases, joint_cases
from mingjian.checks.owed import Owed, owed
from mingjian.checks.replay import replay
from mingjian.checks.request import CheckRequest
from mingjian.checks.schemas.answer import AnswerOut, CheckIn
from mingjian.checks.schemas.feedback import (
    FeedbackIn,
    FeedbackOut,
    JointCasesOut,
    OwedOut,
    ReplayOut,
)

router = Router(tags=["checks"])


@router.post("/checks", response={201: AnswerOut}, auth=PRESENTED, summary="信用核查 / check")
@declared("check.ask")
def create_check(request: HttpRequest, question: CheckIn) -> HttpResponse:
    """Ask what is on file and in force about a subject; the answer carries a receipt.

    One statement finds who asks, answers and writes the log entry. Without the log there is no
    answer (503). A code nobody knows is answered too, with the outcome `unknown_subject`.
    """
    answer = _answered(request, CheckRequest(**question.model_dump()))
    text = answer.json().encode()
    length = {"Content-Length": str(len(text))}  # else the server would send it in chunks
    return HttpResponse(text, content_type="application/json", status=201, headers=length)


@router.get("/checks/owed", response=list[OwedOut], summary="待反馈核查 / feedback owed")
@access("check.feedback")
def list_owed(request: HttpRequest) -> list[Owed]:
    """Your checks whose answers held measures and whose feedback is still asked for."""
    return owed(actor_of(request))


@router.get("/checks/joint", response=JointCasesOut, summary="联合奖惩案例 / joint cases")
@access("check.feedback")
def list_joint_cases(request: HttpRequest, since: date, until: date) -> JointCases:
    """Checks whose measures were followed, decided from a day up to but without another."""
    return joint_cases(actor_of(request), since, until)


@router.get("/checks/{receipt}", response=ReplayOut, summary="核查回放 / replay")
@access("check.ask")
def read_check(request: HttpRequest, receipt: str) -> dict[str, object]:
    """Make an answer of your own once more, from the log: same text, same digest."""
    again = replay(receipt, actor_of(request))
    told = [asdict(one) for one in reports(receipt)]
    return again.document() | {"feedback": told}


@router.post(
    "/checks/{receipt}/feedback", response={201: FeedbackOut}, summary="应用反馈 / feedback"
)
@access("check.feedback")
def create_feedback(request: HttpRequest, receipt: str, told: FeedbackIn) -> Status[FeedbackView]:
    """Report what you decided after the check. A later report corrects an earlier one."""
    actor, day = actor_of(request), told.decided_on
    return Status(201, report(receipt, told.outcome, actor, decided_on=day, note=told.note))


def _answered(request: HttpRequest, asked: CheckRequest) -> Answer:
    key = presented_key(request)
    return ask(actor_of(request), asked) if key is None else ask_with_key(key, asked)
