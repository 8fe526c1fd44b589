"""Subjects over HTTP."""

from datetime import date

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from mingjian.accounts.access import access
from mingjian.accounts.actor import actor_of
from mingjian.registry.consult import consult, look_up
from mingjian.registry.find import SubjectView
from mingjian.registry.match import Match

router = Router(tags=["subjects"])


class SearchIn(Schema):
    """What to look for."""

    q: str = Field(max_length=200, description="代码或名称 / code or name")
    limit: int = Field(10, ge=1, le=50)


class DayIn(Schema):
    """On which day."""

    on: date | None = Field(None, description="某日的名称，默认今日 / as named on that day; today")


class MatchOut(Schema):
    """A subject that the text may mean."""

    subject_id: int
    code: str = Field(description="统一社会信用代码 / unified social credit code")
    name: str
    score: float = Field(description="0 至 1，仅供排序 / from 0 to 1, for sorting only")
    features: dict[str, float] = Field(description="各项相似程度 / likeness feature by feature")
    decides: bool = Field(description="仅代码完全一致时为真 / true for the exact code only")


class NameOut(Schema):
    """A name and when it was used."""

    name: str
    use: str = Field(description="current 现用 / former 曾用 / alias 别名")
    held_from: date | None = Field(description="起日不详为空 / empty when not known")
    held_until: date | None = Field(description="止日不含在内 / excluded")


class SuccessorOut(Schema):
    """Who took over from the subject, or from whom it took over."""

    subject_id: int
    code: str
    name: str
    on: date
    reason: str = Field(
        description="merger 合并 / division 分立 / conversion 个转企 / reorganisation 变更组织形式"
    )


class SubjectOut(Schema):
    """A subject; an empty text means not known."""

    subject_id: int
    code: str
    name: str
    kind: str
    status: str = Field(description="登记状态 / status in the register")
    division: str
    town: str
    industry: str
    address: str
    registered_on: date | None
    origin: str = Field(description="register 登记机关 / reported 部门报送")
    names: list[NameOut]
    codes: list[str]
    successors: list[SuccessorOut]
    predecessors: list[SuccessorOut]


@router.get("/subjects", response=list[MatchOut], summary="查找主体 / find subjects")
@access("subject.read")
def find_subjects(request: HttpRequest, asked: Query[SearchIn]) -> list[Match]:
    """The subjects that a code or a name may mean. A name only proposes; it never identifies."""
    return look_up(actor_of(request), asked.q, asked.limit)


@router.get("/subjects/{code}", response=SubjectOut, summary="主体 / a subject")
@access("subject.read")
def read_subject(request: HttpRequest, code: str, asked: Query[DayIn]) -> SubjectView:
    """Who the subject is, with its names over time and its successors. The look is logged."""
    return consult(actor_of(request), code, asked.on).subject
