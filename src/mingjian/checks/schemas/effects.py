"""What is in force, as it stands in an answer."""

from datetime import date
from typing import Literal

from ninja import Schema
from pydantic import Field

Ground = Literal["decision", "entry", "adverse"]


class BothOut(Schema):
    """A sentence in both languages."""

    zh: str
    en: str


class ObjectedOut(Schema):
    """Something in this answer that the organisation objects to."""

    case: int
    kind: Literal["record", "adverse", "entry", "measure"]
    since: date
    target: str = Field(description="对象编号 / its number, or the record's id")


class ListEntryOut(Schema):
    """An entry on a red, black or watch list, with its six parts."""

    entry: int
    list: str
    colour: Literal["red", "black", "watch"] | None
    unit: str
    law: str
    article: str
    text_version: str = Field(description="文本版本 / day of the text that was read")
    decision: str = Field(description="决定书文号 / number of the decision")
    decided_on: date
    served_on: date = Field(description="送达日期 / day the notice was served")
    from_: date = Field(alias="from")
    until: date | None = Field(description="止日，不含 / first day without it")
    until_when: BothOut | None = Field(description="无止日时的终止条件 / what ends it instead")
    exit: BothOut
    remedy: BothOut
    edition: str


class AdverseOut(Schema):
    """Adverse information: a final decision."""

    adverse: int
    record: str
    item: str
    unit: str
    basis: str
    decision: str
    decided_on: date
    served_on: date
    final_on: date
    how: Literal["no_contest", "upheld"]
    from_: date = Field(alias="from")
    until: date | None
    while_listed: bool = Field(description="在黑名单期间延长 / longer while on a black list")
    exit: BothOut
    remedy: BothOut
    edition: str


class MeasureOut(Schema):
    """A measure in this matter, and what it rests on.

    `decision`: imposed by a decision of its own, whose six parts are here. `entry`: the law
    attaches it to the list entry `entry`, and it ends with that. `adverse`: a supervisory step
    that the adverse information allows where it is related to the matter.
    """

    id: str
    ground: Ground
    entry: int | None = None
    imposed: int | None = None
    adverse: tuple[int, ...] = ()
    nature: Literal["incentive", "restraint"] | None = None
    step: str | None = None
    duty: str | None = Field(default=None, description="obligatory, discretionary, 不详为空")
    not_while: tuple[Literal["red", "black", "watch"], ...] = Field(
        default=(), description="在此类名单上即不给予 / withheld from who is on such a list"
    )
    category: str | None = None
    measure: str | None = None
    law: str
    article: str
    text_version: str | None
    term_min: str | None = None
    term_max: str | None = None
    by: str | None = Field(default=None, description="实施机关 / who carries it out")
    unit: str | None = None
    decision: str | None = None
    decided_on: date | None = None
    served_on: date | None = None
    from_: date | None = Field(default=None, alias="from")
    until: date | None = None
    until_when: BothOut | None = None
    exit: BothOut | None = None
    remedy: BothOut | None = None
    edition: str | None = None


class ShieldOut(Schema):
    """Adverse matters are out of sight by a court's ruling."""

    shield: int
    ruling: str
    from_: date = Field(alias="from")
