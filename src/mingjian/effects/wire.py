"""Service days over the wire: what is reported, what became of it, what still waits."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

from mingjian.effects.service.report import MOST_REPORTED

LONGEST_REASON = 500
# PostgreSQL keeps no text with the character nought.
Line = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]
Unit = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]


class ServiceIn(Schema):
    """How one decision was served (送达回证)."""

    model_config = ConfigDict(extra="forbid")

    number: Line = Field(
        min_length=1, max_length=200, description="决定书文号 / document number, as delivered"
    )
    code: Line = Field(
        default="",
        max_length=18,
        description="当事人代码，一个文号有多份决定时必填 / party's code, to tell decisions apart",
    )
    served_on: date = Field(description="送达日期 / day of service, by its proof")
    how: Literal["direct", "left", "post", "electronic", "publication"] = Field(
        description="送达方式 / manner: 直接, 留置, 邮寄, 电子, 公告"
    )
    procedure: Literal["ordinary", "simple"] = Field(
        description="普通程序或简易程序；简易程序不作为不良信息 / simple: never adverse information"
    )
    told: bool = Field(
        description="已告知救济途径和期限 / the decision names remedies and time limits"
    )
    reason: Line = Field(
        default="",
        max_length=LONGEST_REASON,
        description="更正理由，仅在更正已登记的内容时填写 / only to correct what is recorded",
    )


class ServicesIn(Schema):
    """Service days of one unit's decisions."""

    model_config = ConfigDict(extra="forbid")

    unit_id: Unit | None = Field(
        default=None, description="报送决定的单位，默认本单位 / the unit that delivered; your own"
    )
    services: list[ServiceIn] = Field(min_length=1, max_length=MOST_REPORTED)


class RefusalOut(Schema):
    """What stood in the way of one: a stable code, what is wrong, what to do."""

    code: str
    title: str
    detail: str
    place: str | None
    facts: dict[str, Any]


class ServiceOut(Schema):
    """What became of one, in the order of the call."""

    number: str
    code: str
    outcome: Literal["recorded", "corrected", "unchanged", "refused"]
    record_id: UUID | None = Field(description="记录编号 / the record that is meant")
    final_on: date | None = Field(
        description="自何日起为不良信息，尚不能确定或不作为的为空 / adverse from this day, if it is"
    )
    told: list[str] = Field(
        description="已通知的单位：此前查询到过、现须更正的 / units told otherwise, that got notice"
    )
    problem: RefusalOut | None


class ServicesOut(Schema):
    """How many of each, and each."""

    unit_id: str
    recorded: int
    corrected: int
    unchanged: int
    refused: int
    services: list[ServiceOut]


class AwaitedAsked(Schema):
    """How many."""

    limit: int = Field(default=200, ge=1, le=1000)


class AwaitedOut(Schema):
    """A decision that waits for its service day."""

    number: str
    code: str
    name: str
    unit_id: str
    decided_on: date
    due_on: date = Field(description="答复期限 / an answer is due by then")
    overdue: bool
