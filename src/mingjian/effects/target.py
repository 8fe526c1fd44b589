"""What a case, a dispute or a repair is about, and how an effect ends."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

TargetKind = Literal["record", "adverse", "entry", "measure"]


@dataclass(frozen=True, slots=True)
class Target:
    """A record of the ledger (its UUID), or adverse information, an entry, a measure (number)."""

    kind: TargetKind
    id: str


@dataclass(frozen=True, slots=True)
class End:
    """That something ends: `on` is the first day without it; why, and by what article or paper."""

    on: date
    why: str
    basis: str
    actor: str
    case_id: int | None = None
    paper_id: int | None = None
