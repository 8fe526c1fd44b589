"""What goes over the wire, with the words of the API's documentation."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from mingjian.checks.schemas.effects import (
    AdverseOut,
    ListEntryOut,
    MeasureOut,
    ObjectedOut,
    ShieldOut,
)

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
    batch: int | None = Field(default=None, description="所属批量核查 / batch it belongs to")
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

    disputed: list[ObjectedOut | DisputedOut] = Field(
        description="异议中的事项，及待答复的疑问数据 / what is objected to, and open questions"
    )
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


class MeasureLabelOut(LabelOut):
    """What a measure is called: its kind in Chinese, its words in English."""

    category: str


class FeedbackDueOut(Schema):
    """The answer holds measures: report what you decided."""

    by: date | None = Field(description="最后一日，政策包未规定的为空 / last day, if any")


class LabelsOut(Schema):
    """Names for the codes in this answer."""

    items: dict[str, ItemLabelOut]
    units: dict[str, LabelOut]
    lists: dict[str, LabelOut]
    measures: dict[str, MeasureLabelOut]


class AnswerOut(Schema):
    """What is on file and in force, and the receipt."""

    receipt: str = Field(description="回执号 / receipt number: quote it in your file")
    entry: int = Field(description="日志条目 / entry of the log")
    digest: Digest
    feedback_due: FeedbackDueOut | None = Field(description="须反馈应用结果 / feedback is due")
    labels: LabelsOut
    adverse: list[AdverseOut] = Field(description="不良信息 / final adverse information")
    asked: AskedOut
    entries: list[ListEntryOut] = Field(description="当日有效的名单记录 / list entries in force")
    marks: MarksOut
    measures: list[MeasureOut] = Field(description="本事项的措施 / measures in this matter")
    outcome: Literal["answered", "unknown_subject"]
    records: list[CheckedRecordOut]
    shielded: list[ShieldOut] = Field(description="暂时屏蔽 / while it holds nothing adverse")
    subject: CheckedSubjectOut | None
