"""What goes over the wire, with the words of the API's documentation."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from mingjian.checks.outcome import Outcome

Slug = Annotated[str, Field(min_length=1, max_length=64)]
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="SHA-256, hex")]


class CheckIn(Schema):
    """One question: whom about, in which matter, for which purpose, in which case."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(
        min_length=18, max_length=40, description="统一社会信用代码 / unified social credit code"
    )
    matter: Slug = Field(description="核查事项（条例第21条） / occasion of the check")
    purpose: Slug = Field(description="核查目的 / purpose of the check")
    case: str = Field(
        min_length=1, max_length=100, description="办件编号 / number of the case in your system"
    )
    on: date | None = Field(default=None, description="查询日期，默认今天 / day asked for")


class AskedOut(Schema):
    """The question as logged."""

    at: datetime
    case: str
    code: str
    editions: list[str] = Field(description="政策包版本 / editions of the policy packs in use")
    matter: str
    on: date
    purpose: str


class DisputedOut(Schema):
    """A row about this code that waits for a person's decision: it is not in force."""

    item: str
    kind: str
    row: int
    submission: int


class MarksOut(Schema):
    """What to keep in mind when you decide."""

    disputed: list[DisputedOut] = Field(description="待答复的疑问数据 / open questions")
    provisional: list[Literal["reported_only", "code_flagged", "future_day"]] = Field(
        description="暂定的原因 / why the answer may still change"
    )


class CheckedRecordOut(Schema):
    """A record in force on the day, with its source."""

    record: str
    version: int
    item: str = Field(description="数据清单项目 / catalogue item")
    unit: str = Field(description="来源单位 / unit that sent it")
    valid_from: date | None
    valid_to: date | None = Field(description="止日，不含 / first day it no longer holds")
    submission: int
    row: int
    edition: str = Field(description="政策包版本 / pack edition that judged it")
    digest: Digest
    values: dict[str, Any]


class CodeOut(Schema):
    """A code of the subject."""

    code: str
    flag: str


class CheckedSubjectOut(Schema):
    """Who it is."""

    name: str | None
    code: str
    codes: list[CodeOut]
    division: str
    id: int
    industry: str
    kind: str
    origin: Literal["register", "reported"]
    registered_on: date | None
    status: str
    successors: list[str]
    town: str


class LabelOut(Schema):
    """A name in both languages."""

    zh: str
    en: str


class ItemLabelOut(LabelOut):
    """The name of a catalogue item, and what it does: register, neutral, favourable, adverse."""

    effect: str


class LabelsOut(Schema):
    """Names for the codes in this answer."""

    items: dict[str, ItemLabelOut]
    units: dict[str, LabelOut]


class AnswerOut(Schema):
    """What is on file and in force, and the receipt."""

    receipt: str = Field(description="回执号 / receipt number: quote it in your file")
    entry: int = Field(description="日志条目 / entry of the log")
    digest: Digest
    labels: LabelsOut
    asked: AskedOut
    marks: MarksOut
    outcome: Literal["answered", "unknown_subject"]
    records: list[CheckedRecordOut]
    subject: CheckedSubjectOut | None


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
