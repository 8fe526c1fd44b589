"""What the API of intake takes and gives."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Field, Schema
from pydantic import StringConstraints

from mingjian.intake.stage import Stage

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]
_ID = 2**63 - 1


class LetterIn(Schema):
    """For which item, for which unit."""

    item: Slug = Field(description="数据项 / catalogue item")
    unit_id: Slug | None = Field(None, description="报送单位，默认本单位 / the unit; your own")
    backlog: bool = Field(default=False, description="存量补录，不计迟报 / not counted late")


class RowsIn(LetterIn):
    """Rows as JSON objects: field codes or titles to texts."""

    rows: list[dict[str, str | int | float | bool | None]] = Field(min_length=1, max_length=50_000)


class Asked(Schema):
    """Which submissions."""

    unit_id: Slug | None = None
    item: Slug | None = None
    stage: Stage | None = None
    since: date | None = Field(None, description="接收日期自 / received from")
    until: date | None = Field(None, description="接收日期至 / received until")
    before: int | None = Field(None, ge=1, le=_ID, description="从此编号之前继续 / go on before")
    limit: int = Field(50, ge=1, le=200)


class PageAsked(Schema):
    """Which part of a long answer."""

    offset: int = Field(0, ge=0, le=_ID)
    limit: int = Field(200, ge=1, le=2000)


class LanguageAsked(Schema):
    """In which language."""

    language: Literal["zh", "en"] = "zh"


class WorkbookAsked(LanguageAsked):
    """What the workbook holds."""

    only_bad: bool = Field(False, description="只含被退回的行 / only the rows given back")


class SubmissionOut(Schema):
    """A submission (批次): good + bad + held = rows; new + changed + unchanged = good."""

    id: int
    unit_id: str
    item: str
    edition_id: str = Field(description="政策包版本 / edition of the policy pack")
    layout: str
    filename: str
    sha256: str
    size: int
    kind: str
    received_at: datetime
    actor: str
    via: str
    stage: str
    rows: int
    good: int = Field(description="合格行 / rows taken in")
    bad: int = Field(description="退回行 / rows given back")
    warned: int = Field(description="提示行 / rows taken in with a warning")
    held: int = Field(description="待答复行 / rows that wait for an answer")
    late: int = Field(description="迟报行 / rows reported late")
    new: int
    changed: int
    unchanged: int
    late_by: int = Field(description="最迟的一行迟报工作日 / working days, the latest row")
    due_on: date | None
    codes: dict[str, int] | None = Field(description="问题代码到行数 / code to rows")
    problem: dict[str, Any] | None
    started_at: datetime | None
    finished_at: datetime | None
    cancel_requested_at: datetime | None
    done: int = Field(description="本阶段已完成行 / rows done in this stage")
    total: int


class FindingOut(Schema):
    """One thing found in one place."""

    row_no: int = Field(description="报送人文件中的行号，0 为整个文件 / 0: the whole file")
    field: str | None
    code: str
    check: str = Field(description="质量规则 / data quality rule, Q01-Q15")
    severity: str
    value: str | None
    zh: str
    en: str
    way_zh: str
    way_en: str


class ItemOut(Schema):
    """An item of the catalogue, with its fields as the policy pack has them."""

    id: str
    zh: str
    en: str
    section: str
    effect: str
    owners: list[str]
    cycle: str
    layouts: list[str]
    fields: list[dict[str, Any]]
