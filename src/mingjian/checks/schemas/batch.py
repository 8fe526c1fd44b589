"""Batch checks over the wire."""

from datetime import date, datetime
from typing import Any

from ninja import Schema
from pydantic import ConfigDict, Field

from mingjian.bulk.stage import Stage
from mingjian.checks.schemas.answer import Slug
from mingjian.kernel.problem import Language


class BatchIn(Schema):
    """What is asked of every code in the workbook."""

    model_config = ConfigDict(extra="forbid")

    matter: Slug = Field(description="核查事项 / occasion of the check")
    purpose: Slug = Field(description="核查目的 / purpose of the check")
    case: str = Field(min_length=1, max_length=100, description="办件编号 / number of the case")
    on: date | None = Field(default=None, description="查询日期，默认今天 / day asked for")


class BatchOut(Schema):
    """A batch check and how far it is."""

    id: int
    unit: str
    filename: str
    matter: str
    purpose: str
    case: str
    on: date
    stage: Stage
    rows: int = Field(description="非空行 / rows that are not blank")
    subjects: int = Field(description="不同代码数 / different codes")
    done: int = Field(description="已答复 / of them answered")
    bad: int = Field(description="代码无效行数 / rows without a valid code")
    problem: dict[str, Any] | None
    received_at: datetime
    finished_at: datetime | None


class BatchesAsked(Schema):
    """Which page of batches."""

    before: int | None = None
    limit: int = Field(default=20, ge=1, le=100)


class BatchWorkbookAsked(Schema):
    """In which language."""

    language: Language = "zh"
