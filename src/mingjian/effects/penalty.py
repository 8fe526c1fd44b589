"""A posted penalty as the rules see it: by the fields of the catalogue's item `penalty`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from mingjian.effects.rules.penalty import Authority, Penalty
from mingjian.policy.schema.penalty import PenaltyKind

ITEM: Final = "penalty"
NUMBER: Final = "CF_WSH"
"""The field of the document number (文书号)."""
_KINDS: Final[dict[str, PenaltyKind]] = {
    "警告": PenaltyKind.WARNING,
    "通报批评": PenaltyKind.CRITICISM,
    "罚款": PenaltyKind.FINE,
    "没收违法所得": PenaltyKind.CONFISCATED_GAINS,
    "没收非法财物": PenaltyKind.CONFISCATED_GOODS,
    "暂扣许可证件": PenaltyKind.PERMIT_SUSPENDED,
    "降低资质等级": PenaltyKind.GRADE_LOWERED,
    "吊销许可证件": PenaltyKind.PERMIT_REVOKED,
    "限制开展生产经营活动": PenaltyKind.BUSINESS_RESTRICTED,
    "责令停产停业": PenaltyKind.PRODUCTION_STOPPED,
    "责令关闭": PenaltyKind.CLOSED,
    "限制从业": PenaltyKind.OCCUPATION_BANNED,
    "行政拘留": PenaltyKind.DETENTION,
}


@dataclass(frozen=True, slots=True)
class Filed:
    """The facts of one row: what the rules need, and how the decision is called."""

    number: str
    decided_on: date
    penalty: Penalty


@dataclass(frozen=True, slots=True)
class Party:
    """Against whom the row says the decision is; the code is empty where it names none."""

    name: str
    code: str


def party(payload: Mapping[str, Any]) -> Party:
    """Name and code as filed."""
    return Party(str(payload.get("CF_XDR_MC", "")), str(payload.get("CF_XDR_SHXYM", "")).upper())


def filed(payload: Mapping[str, Any]) -> Filed:
    """Read a posted row. The form tells neither procedure nor service: they stay unknown.

    A class that the code list joins from several (暂扣或者吊销……) or completes (其他-……) is OTHER.
    """
    decided = date.fromisoformat(payload["CF_JDRQ"])
    penalty = Penalty(
        decided_on=decided,
        kinds=_kinds(payload.get("CF_CFLB", "")),
        authority=_authority(payload.get("CF_CFJG", "")),
        document_on=decided,
        found_on=decided,
        fine_yuan=_yuan(payload.get("CF_NR_FK")),
    )
    return Filed(str(payload[NUMBER]), decided, penalty)


def _kinds(text: str) -> frozenset[PenaltyKind]:
    names = [one.strip() for one in text.split(";")]
    return frozenset(_KINDS.get(name, PenaltyKind.OTHER) for name in names if name)


def _authority(name: str) -> Authority:
    if not name:
        return "unknown"
    return "market_regulator" if "市场监督管理" in name or "市场监管" in name else "other"


def _yuan(wan: object) -> int | None:
    """The form counts in 万元."""
    try:
        return None if wan in (None, "") else int(Decimal(str(wan)) * 10_000)
    except InvalidOperation:
        return None
