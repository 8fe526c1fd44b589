"""Feedback over the wire: what was decided, what is owed, what was answered again."""

from datetime import date, datetime

from ninja import Schema
from pydantic import ConfigDict, Field

from mingjian.checks.outcome import Outcome
from mingjian.checks.schemas.answer import AnswerOut


class FeedbackIn(Schema):
    """What you decided."""

    model_config = ConfigDict(extra="forbid")

    outcome: Outcome = Field(description="处理结果 / what you decided")
    decided_on: date | None = Field(
        default=None, description="决定日期，默认今天 / day, default today"
    )
    note: str = Field(default="", max_length=1000, description="说明 / a note")


class FeedbackOut(Schema):
    """What was reported, and the log entry of the report."""

    receipt: str
    outcome: Outcome
    decided_on: date
    note: str
    logged_as: int
    at: datetime


class ReplayOut(AnswerOut):
    """The answer made again from the log."""

    agrees: bool = Field(description="与日志摘要一致 / the digest is the one in the log")
    answered_at: datetime
    feedback: list[FeedbackOut]


class OwedOut(Schema):
    """A check whose feedback is still asked for."""

    receipt: str
    unit: str
    actor: str
    subject_id: int
    matter: str
    asked_on: date
    due_on: date | None = Field(description="反馈期限，政策包未规定的为空 / last day, if any")
    restrains: bool = Field(description="答复含惩戒或监管措施 / the answer held a restraint")
    favours: bool = Field(description="答复含激励措施 / the answer held an incentive")
    overdue: bool


class JointCaseOut(Schema):
    """A check whose measures were followed (联合奖惩案例)."""

    receipt: str
    unit: str
    subject_id: int
    matter: str
    asked_on: date
    outcome: Outcome
    decided_on: date
    restraint: bool
    incentive: bool
    measures: list[str] = Field(description="答复所含措施 / measures that the answer held")


class JointCasesOut(Schema):
    """Joint cases decided from a day up to but without another."""

    restraints: int
    incentives: int
    cases: list[JointCaseOut]
